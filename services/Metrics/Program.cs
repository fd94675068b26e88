using Tyokyky.Metrics;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("metrics", Access.Table);
builder.AddRecords("metrics", typeof(Program).Assembly);
// Every fact is kept verbatim: a new definition can count what happened before it was made.
builder.AddEventLog(log => log
    .Subscribe("referrals", on => on
        .KeepVerbatim()
        .Projection<ContactsProjection>()
        .Projection<ReferralsProjection>()
        .SameClients()
        .RegisteredOrganisations())
    .Subscribe("team", on => on.KeepVerbatim().Projection<TeamProjection>())
    .Subscribe("coaching", on => on.KeepVerbatim().Projection<CoachingProjection>())
    .Subscribe("employers", on => on.KeepVerbatim().Projection<EmployersProjection>()));
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
