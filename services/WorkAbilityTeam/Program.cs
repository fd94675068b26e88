using Tyokyky.WorkAbilityTeam;
using Tyokyky.WorkAbilityTeam.Assessments;
using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Consultations;
using Tyokyky.WorkAbilityTeam.Disclosures;
using Tyokyky.WorkAbilityTeam.Plans;
using Tyokyky.WorkAbilityTeam.Slots;
using Tyokyky.WorkAbilityTeam.Teams;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("team", Access.Table);
builder.AddRecords("team", typeof(Program).Assembly);
builder.AddEventLog(log => log
    .Subscribe("referrals", on => on
        .Reactions<CaseReactions>()
        .Reactions<PlanReactions>()
        .Reactions<ConsultationReactions>()
        .Reactions<AssessmentReactions>()
        .Reactions<HiddenClients>()
        .Projection<Permissions>()
        .Projection<KnownTasks>()
        .Projection<Register>()
        .SameClients()
        .RegisteredOrganisations())
    .Subscribe("coaching", on => on.Reactions<CaseReactions>().Reactions<PlanReactions>()));
builder.Services.AddUseCases(typeof(Program).Assembly);
if (await builder.RunVerbAsync(args))
{
    return;
}

var app = builder.Build();
app.MapServiceDefaults();
app.MapEventLog();
app.MapUseCases();
app.Run();
