using Tyokyky.Referrals;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Coordination;
using Tyokyky.Referrals.Organisations;
using Tyokyky.Referrals.Pathways;
using Tyokyky.Referrals.Referrals;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("referrals", Access.Table);
builder.AddRecords("referrals", typeof(Program).Assembly);
builder.Services.AddEncryptedColumn(ClientStore.Codes);
builder.AddEventLog(log => log
    .Subscribe("team", on => on
        .Reactions<TaskReactions>()
        .Reactions<MeasureReactions>()
        .Reactions<PathwayReactions>()
        .Reactions<ConsultationReactions>()
        .Reactions<CaseManagerReactions>())
    .Subscribe("coaching", on => on.Reactions<TaskReactions>().Reactions<PathwayReactions>().Reactions<ContactReactions>().Projection<ResultPlaces>()));
builder.Services.AddSingleton<AgreedRows>();
builder.Services.AddSingleton<IAreaCodes>(services => services.GetRequiredService<AgreedRows>());
builder.Services.AddHostedService(services => services.GetRequiredService<AgreedRows>());
builder.Services.AddSingleton<IClientIds, ClientIds>();
builder.Services.AddSingleton<IRegisteredOrganisations>(services => services.GetRequiredService<OrganisationStore>());
builder.Services.AddSingleton<IRecordFollowers, CapabilitiesTogether>();
builder.Services.AddSingleton<ICaseManagementFollowers, CapabilitiesTogether>();
builder.Services.AddSingleton<ITaskFollowers, CapabilitiesTogether>();
builder.Services.AddSingleton<INamedTasks, NamedTasks>();
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
