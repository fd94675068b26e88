using Tyokyky.Contracts.Employers.V1;
using Tyokyky.JobCoaching;
using Tyokyky.JobCoaching.Caseloads;
using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Employers;
using Tyokyky.JobCoaching.FollowUps;
using Tyokyky.JobCoaching.QualityCriteria;
using Tyokyky.JobCoaching.Results;
using Tyokyky.JobCoaching.WorkTrialFeedback;

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
builder.Services.AddSingleton<IResultFollowers, CapabilitiesTogether>();
builder.AddWorkTrialFeedback();
builder.Services.AddUseCases(typeof(Program).Assembly);
// What coaches' lists show: each source one kind.
builder.Services
    .AddSingleton<IAgendaSource, PlannedContactsDue>()
    .AddSingleton<IAgendaSource, InWorkSupportsDue>()
    .AddSingleton<IAgendaSource, SilentCoachingsDue>()
    .AddSingleton<IAgendaSource, PauseReviewsDue>()
    .AddSingleton<IAgendaSource, FollowUpsDue>();
builder.Services.AddSingleton<CriteriaSets>().AddSingleton<LivePreview>();
if (await builder.RunVerbAsync(args))
{
    return;
}

var app = builder.Build();
app.MapServiceDefaults();
app.MapEventLog();
app.MapUseCases();
app.MapWorkTrialFeedback();
app.Run();
