namespace Tyokyky.AppHost;

internal static class LightDashboard
{
    /// <summary>The dashboard's runtime is told that it serves a few people on a machine that others need: a third less memory.</summary>
    public static void UseLightDashboard(this IDistributedApplicationBuilder builder) =>
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>((starting, _) =>
        {
            if (starting.Resource is ExecutableResource { Name: "aspire-dashboard" } dashboard)
            {
                builder.CreateResourceBuilder(dashboard)
                    .WithEnvironment("DOTNET_gcServer", "0")
                    .WithEnvironment("DOTNET_GCConserveMemory", "5")
                    .WithEnvironment("DOTNET_TieredPGO", "0");
            }

            return Task.CompletedTask;
        });
}
