using Tyokyky.Contracts.Events.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals;
using Tyokyky.Referrals.Persistence;
using Tyokyky.Referrals.Reactions;
using Tyokyky.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("referrals", Access.Table);
builder.AddRecords("referrals", typeof(Program).Assembly);
builder.Services.AddEncryptedColumn(ClientStore.Codes);
builder.AddEventLog(log => log
    .Subscribe("team", on => on
        .Reaction<CaseOpened, AcceptTaskWhenCaseOpened>()
        .Reaction<CaseClosed, CompleteTaskWhenCaseClosed>()
        .Reaction<CaseOpened, FollowPathwayWhenCaseOpened>()
        .Reaction<CaseClosed, FollowPathwayWhenCaseClosed>())
    .Subscribe("coaching", on => on
        .Reaction<CoachingStarted, FollowPathwayWhenCoachingStarted>()
        .Reaction<CoachingEnded, FollowPathwayWhenCoachingEnded>()));
builder.Services.AddSingleton<PathwayReaction>();
builder.Services.AddSingleton<IClientIds, ClientIds>();
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
