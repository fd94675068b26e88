using Tyokyky.Sandbox;
using Tyokyky.Sandbox.Caseload;
using Tyokyky.Sandbox.Clock;
using Tyokyky.Sandbox.Identity;
using Tyokyky.Sandbox.Reset;
using Tyokyky.Sandbox.Suite;

var builder = WebApplication.CreateBuilder(args);
DevelopmentOnly.RefuseElsewhere(builder.Environment);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddIdentity();
builder.Services.AddSingleton<SuiteChannels>();
builder.Services.AddSingleton<SuiteCalls>();
builder.Services.AddSingleton<SuiteClock>();
builder.Services.AddSingleton<CaseloadLoader>();
builder.Services.AddSingleton<DataReset>();
builder.Services.AddHealthChecks();

var app = builder.Build();
_ = app.Services.GetRequiredService<Clients>();
app.UseOwnOriginOnly();
app.UseCors();
app.MapIdentity();
app.MapClock();
app.MapCaseload();
app.MapReset();
app.MapHealthChecks("/health");
app.MapHealthChecks("/alive");
app.Run();
