using Tyokyky.Sandbox;
using Tyokyky.Sandbox.Identity;

var builder = WebApplication.CreateBuilder(args);
DevelopmentOnly.RefuseElsewhere(builder.Environment);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddIdentity();
builder.Services.AddHealthChecks();

var app = builder.Build();
_ = app.Services.GetRequiredService<Clients>();
app.UseOwnOriginOnly();
app.UseCors();
app.MapIdentity();
app.MapHealthChecks("/health");
app.MapHealthChecks("/alive");
app.Run();
