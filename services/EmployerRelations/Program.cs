using Tyokyky.EmployerRelations;
using Tyokyky.EmployerRelations.Employers;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("employers", Access.Table);
builder.AddRecords("employers", typeof(Program).Assembly);
builder.AddEventLog(log => log
    .Subscribe("referrals", on => on.RegisteredOrganisations())
    .Subscribe("coaching", on => on.Reactions<CoachContacts>()));
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
