using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tyokyky.AppHost.Operations;

/// <summary>The commands in the Sandbox's menu: demo caseload, business clock, tokens, empty data.</summary>
internal static class SandboxCommands
{
    public static void WithSandboxCommands(this IResourceBuilder<ProjectResource> sandbox, IReadOnlyList<Service> services)
    {
        var client = new SandboxClient(sandbox.GetEndpoint("http"));

        sandbox.WithTableCommand("load-caseload", "Load demo caseload", "PeopleAdd",
            "Makes a caseload through the public APIs; without arguments the published one. Loading it again changes nothing.",
            [
                new InteractionInput { Name = "seed", Label = "Seed (empty: the published caseload)", InputType = InputType.Number },
                new InteractionInput { Name = "coached", Label = "Persons coached (empty: 70)", InputType = InputType.Number },
            ],
            "Load a demo caseload? It takes a minute; the console log shows how far it is.",
            async (context, cancel) =>
            {
                var arguments = context.Arguments.Where(a => !string.IsNullOrWhiteSpace(a.Value)).Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value!)}");
                return await client.LoadAsync($"?{string.Join('&', arguments)}", line => context.Logger.LogInformation("{Line}", line), cancel) + '\n';
            });

        sandbox.WithTableCommand("move-clock", "Move the business clock", "ClockArrowDownload", "Moves it forward in every service. It never goes back.",
            [
                new InteractionInput
                {
                    Name = "forward",
                    Label = "Forward by (ISO 8601 period)",
                    InputType = InputType.Text,
                    Placeholder = "P3D",
                    Value = "P1D",
                },
                new InteractionInput
                {
                    Name = "advance_to",
                    Label = "Or to this instant",
                    InputType = InputType.Text,
                    Placeholder = "2027-01-15T09:00:00+02:00",
                },
            ],
            "Move the business clock of all services forward? It can't be moved back without a reset.",
            async (context, cancel) =>
            {
                var to = context.Arguments.GetString("advance_to");
                object move = string.IsNullOrWhiteSpace(to) ? new { forward = context.Arguments.GetString("forward") } : new { advanceTo = to };
                var clock = await client.MoveClockAsync(move, cancel);
                return Markdown.Table(
                    "Business clock",
                    clock.Services,
                    ("Service", c => c.Service),
                    ("Business time", c => c.Now?.ToTimestamp()),
                    ("Ahead by", c => c.Offset),
                    ("Error", c => c.Error));
            });

        sandbox.WithTableCommand("callers", "Example callers", "People", "Who can be asked for a token.", [], null, async (_, cancel) =>
            Markdown.Table("Example callers", await client.CallersAsync(cancel),
                ("Name", c => c.Name), ("Who", c => c.DisplayName), ("Organisation", c => $"{c.Organisation.Name} ({c.Organisation.Id})"),
                ("Roles", c => c.Roles), ("About", c => c.About)));

        sandbox.WithTableCommand("issue-token", "Issue a token", "Key", "A ready token of an example caller, for twelve hours.",
            [new InteractionInput { Name = "caller", Label = "Caller", InputType = InputType.Text, Required = true, Value = "coordinator" }],
            null, async (context, cancel) =>
            {
                var token = await client.TokenAsync(context.Arguments.GetString("caller")!.Trim(), cancel);
                return $"Send it as metadata `authorization: Bearer …`. It ends in {TimeSpan.FromSeconds(token.ExpiresIn):c}.\n\n```\n{token.AccessToken}\n```\n";
            });

        sandbox.WithTableCommand("reset-data", "Reset data", "DeleteDismiss",
            "Stops the services, empties their databases, migrates them anew and starts the services.",
            [new InteractionInput { Name = "confirm", Label = "Type reset", InputType = InputType.Text, Required = true, Placeholder = "reset" }],
            "Empty the data of every service? This can't be undone.",
            async (context, cancel) => context.Arguments.GetString("confirm") != "reset"
                ? throw new InvalidOperationException("Nothing was emptied: type reset to confirm.")
                : await ResetAsync(client, services, context, cancel));
    }

    // A log that starts again under a running reader is a diverged log, so all of them stand still meanwhile.
    private static async Task<string> ResetAsync(SandboxClient client, IReadOnlyList<Service> services, ExecuteCommandContext context, CancellationToken cancel)
    {
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        using var still = context.Services.GetRequiredService<Restarter>().Hold();

        context.Logger.LogInformation("Stopping the services.");
        await Task.WhenAll(services.Select(s => commands.ExecuteCommandAsync(s.Project.Resource, KnownResourceCommands.StopCommand, cancel)));
        await Task.WhenAll(services.Select(s => notifications.WaitForResourceAsync(s.Name, KnownResourceStates.TerminalStates, cancel)));
        try
        {
            context.Logger.LogInformation("Emptying the databases.");
            await client.ResetAsync(cancel);
            await Task.WhenAll(services.Select(service => MigrateAsync(service, commands, notifications, cancel)));
        }
        finally
        {
            context.Logger.LogInformation("Starting the services.");
            await Task.WhenAll(
                services.Select(s => commands.ExecuteCommandAsync(s.Project.Resource, KnownResourceCommands.StartCommand, CancellationToken.None)));
        }

        return $"Emptied and migrated anew: {string.Join(", ", services.Select(s => s.Name))}.\n";
    }

    private static async Task MigrateAsync(
        Service service, ResourceCommandService commands, ResourceNotificationService notifications, CancellationToken cancel)
    {
        var migrations = service.Migrations.Resource;
        var before = notifications.TryGetCurrentState(migrations.Name, out var known) ? known.Snapshot.StartTimeStamp : null;
        await commands.ExecuteCommandAsync(migrations, KnownResourceCommands.StartCommand, cancel);
        var ended = await notifications.WaitForResourceAsync(
            migrations.Name,
            change => change.Snapshot.StartTimeStamp != before && change.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text),
            cancel);
        if (ended.Snapshot.ExitCode != 0)
        {
            throw new InvalidOperationException($"{migrations.Name} ended with exit code {ended.Snapshot.ExitCode}; its console log says why.");
        }
    }
}
