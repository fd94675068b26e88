using Tyokyky.Contracts.Employers.V1;
using Tyokyky.JobCoaching;
using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Common;
using Tyokyky.JobCoaching.Employers;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("coaching", Access.Table);
builder.AddRecords("coaching", typeof(Program).Assembly);
builder.AddEventLog(log => log
    .Subscribe("referrals", on => on
        .Reactions<CoachingReactions>()
        .Reactions<HiddenClients>()
        .SameClients()
        .RegisteredOrganisations()
        .Projection<KnownReferrals>())
    .Subscribe("team", on => on.Reactions<CoachingReactions>())
    .Subscribe("employers", on => on
        .Projection<KnownEmployers>()));
builder.AddQuestionClient<OpeningsService.OpeningsServiceClient>("employers");
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
