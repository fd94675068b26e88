using Tyokyky.EmployerRelations;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("employers", Access.Table);
builder.AddRecords("employers", typeof(Program).Assembly);
builder.AddEventLog(log => log.Subscribe("referrals", on => on.RegisteredOrganisations()));
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
