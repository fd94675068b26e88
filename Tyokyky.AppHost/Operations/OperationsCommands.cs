using Grpc.Core;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Run;

namespace Tyokyky.AppHost.Operations;

/// <summary>The operators' commands in a service's menu. What changes something asks for a reason, and says what it will do.</summary>
internal static class OperationsCommands
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    // Verifying and rebuilding answer shortly before the deadline when they are not done.
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(55);

    private static InteractionInput Reason =>
        new() { Name = "reason", Label = "Reason", InputType = InputType.Text, Required = true, MaxLength = 500, Placeholder = "Why, for the record" };
    private static InteractionInput AnySource =>
        new() { Name = "source", Label = "Source (empty: all)", InputType = InputType.Text, Placeholder = "referrals" };
    private static InteractionInput Source =>
        new() { Name = "source", Label = "Source", InputType = InputType.Text, Required = true, Placeholder = "referrals" };
    private static InteractionInput Projection => new() { Name = "projection", Label = "Projection", InputType = InputType.Text, Required = true };

    public static void WithOperations(this IResourceBuilder<ProjectResource> project, Service service, EndpointReference sandbox)
    {
        var operations = new OperationsClient(project.GetEndpoint("grpc"), new SandboxClient(sandbox));

        Command("status", "Status", "Info", "Version, schema, log, subscriptions, projections, due work and health.", [], null, async (_, cancel) =>
            StatusTables.Of(await operations.AskAsync((c, o) => c.GetStatusAsync(new GetStatusRequest(), o), Soon, cancel)));

        Command("list-parked", "List parked facts", "List", "Facts that could not take effect here, oldest first.",
            [AnySource, new InteractionInput { Name = "skipped", Label = "Those that were skipped instead", InputType = InputType.Boolean }],
            null, async (given, cancel) =>
            {
                var request = new ListParkedFactsRequest { Source = Given(given, "source"), Skipped = given.GetBoolean("skipped"), PageSize = 200 };
                return StatusTables.Parked((await operations.AskAsync((c, o) => c.ListParkedFactsAsync(request, o), Soon, cancel)).ParkedFacts);
            });

        Command("retry-parked", "Retry parked facts", "ArrowRepeatAll", "Tries them now instead of at their next attempt.",
            [AnySource, new InteractionInput { Name = "order_key", Label = "Order key (empty: all)", InputType = InputType.Text }, Reason],
            $"Retry the parked facts of {service.Name} now?", async (given, cancel) =>
            {
                var request = new RetryParkedFactsRequest
                {
                    Source = Given(given, "source"),
                    OrderKey = Given(given, "order_key"),
                    Reason = Given(given, "reason"),
                };
                var done = await operations.AskAsync((c, o) => c.RetryParkedFactsAsync(request, o), Patient, cancel);
                return Markdown.Table("Retried", [done], ("Took effect", r => r.AppliedCount), ("Still parked", r => r.ParkedCount));
            });

        Command("skip-parked", "Skip a parked fact", "SkipForwardTab", "Gives one fact up for good, so that those behind it can go on.",
            [
                Source,
                new InteractionInput { Name = "position", Label = "Position", InputType = InputType.Number, Required = true },
                new InteractionInput { Name = "event_id", Label = "Event id, as listed", InputType = InputType.Text, Required = true },
                Reason,
            ],
            "Give this fact up for good? It will never take effect here.", async (given, cancel) =>
            {
                var request = new SkipParkedFactRequest
                {
                    Source = Given(given, "source"),
                    Position = Whole(given, "position"),
                    EventId = Given(given, "event_id"),
                    Reason = Given(given, "reason"),
                };
                return StatusTables.Parked([(await operations.AskAsync((c, o) => c.SkipParkedFactAsync(request, o), Soon, cancel)).ParkedFact]);
            });

        Command("list-due", "List due work", "CalendarClock", "What waits for its time on the business clock, earliest first.",
            [
                new InteractionInput { Name = "kind", Label = "Kind (empty: all)", InputType = InputType.Text },
                new InteractionInput { Name = "overdue", Label = "Only what is past its time", InputType = InputType.Boolean },
            ],
            null, async (given, cancel) =>
            {
                var request = new ListDueWorkRequest { Kind = Given(given, "kind"), Overdue = given.GetBoolean("overdue"), PageSize = 200 };
                return StatusTables.DueWork((await operations.AskAsync((c, o) => c.ListDueWorkAsync(request, o), Soon, cancel)).Items);
            });

        Command("run-due", "Run due work", "CalendarPlay", "Runs one item whatever its time, or all of a kind that is due.",
            [
                new InteractionInput { Name = "kind", Label = "Kind", InputType = InputType.Text, Required = true },
                new InteractionInput { Name = "key", Label = "Key (empty: all that is due)", InputType = InputType.Text },
                Reason,
            ],
            $"Run due work of {service.Name} now?", async (given, cancel) =>
            {
                var request = new RunDueWorkRequest { Kind = Given(given, "kind"), Key = Given(given, "key"), Reason = Given(given, "reason") };
                var done = await operations.AskAsync((c, o) => c.RunDueWorkAsync(request, o), Patient, cancel);
                return Markdown.Table("Ran", [done], ("Done", r => r.DoneCount), ("Failed", r => r.FailedCount));
            });

        Command("verify", "Verify a projection", "CheckmarkCircle", "Rebuilds it beside the live one and compares the two.",
            [Projection], null, async (given, cancel) =>
            {
                var request = new VerifyProjectionRequest { Projection = Given(given, "projection") };
                return StatusTables.Verified(await operations.AskAsync((c, o) => c.VerifyProjectionAsync(request, o), Patient, cancel));
            });

        // Aspire has a command named rebuild of its own.
        Command("rebuild-projection", "Rebuild a projection", "ArrowSync", "Rebuilds it from the facts and puts it in the place of the live one.",
            [Projection, Reason],
            "Rebuild the projection from the facts? The live one serves until it is done.", async (given, cancel) =>
            {
                var request = new RebuildProjectionRequest { Projection = Given(given, "projection"), Reason = Given(given, "reason") };
                return StatusTables.Projections([(await operations.AskAsync((c, o) => c.RebuildProjectionAsync(request, o), Patient, cancel)).Projection]);
            });

        Command("resolve-divergence", "Resolve a divergence", "BranchCompare", "Lets a halted subscription go on.",
            [Source, Choice<DivergenceResolution>("resolution", "How it goes on", DivergenceResolution.LastCommon), Reason],
            "Let the subscription go on? What lies between may be lost to this service.", async (given, cancel) =>
            {
                var request = new ResolveDivergenceRequest
                {
                    Source = Given(given, "source"),
                    Resolution = Chosen<DivergenceResolution>(given, "resolution"),
                    Reason = Given(given, "reason"),
                };
                var done = await operations.AskAsync((c, o) => c.ResolveDivergenceAsync(request, o), Soon, cancel);
                return Markdown.Table("Goes on", [done], ("Was at", r => r.PreviousPosition), ("Goes on after", r => r.Position));
            });

        Command("set-log-level", "Set log level", "TextBulletListTree", "Sets a category's level in the running process.",
            [
                new InteractionInput { Name = "category", Label = "Category", InputType = InputType.Text, Required = true, Value = "Tyokyky" },
                Choice<LogLevel>("level", "Level", LogLevel.Debug),
                Reason,
            ],
            "Change the log level?", async (given, cancel) =>
            {
                var request = new SetLogLevelRequest
                {
                    Category = Given(given, "category"),
                    Level = Chosen<LogLevel>(given, "level"),
                    Reason = Given(given, "reason"),
                };
                var done = await operations.AskAsync((c, o) => c.SetLogLevelAsync(request, o), Soon, cancel);
                return Markdown.Table("Log level", [done], ("Category", r => r.Category), ("Level", r => r.Level));
            });

        Command("list-actions", "List operators' actions", "History", "What operators did here, latest first.", [], null, async (_, cancel) =>
            StatusTables.Actions((await operations.AskAsync(
                (c, o) => c.ListOperatorActionsAsync(new ListOperatorActionsRequest { PageSize = 200 }, o), Soon, cancel)).Actions));

        void Command(
            string name, string title, string icon, string description, IReadOnlyList<InteractionInput> asks,
            string? warning, Func<InteractionInputCollection, CancellationToken, Task<string>> run) =>
            project.WithTableCommand(name, title, icon, description, asks, warning, (context, cancel) => run(context.Arguments, cancel));
    }

    /// <summary>Adds a command whose result opens as tables.</summary>
    public static void WithTableCommand(
        this IResourceBuilder<ProjectResource> project,
        string name,
        string title,
        string icon,
        string description,
        IReadOnlyList<InteractionInput> asks,
        string? warning,
        Func<ExecuteCommandContext, CancellationToken, Task<string>> run) =>
        project.WithCommand(
            name,
            title,
            async context =>
            {
                try
                {
                    var tables = await run(context, context.CancellationToken);
                    return CommandResults.Success(
                        title, new CommandResultData { Value = tables, Format = CommandResultFormat.Markdown, DisplayImmediately = true });
                }
                catch (RpcException refused)
                {
                    return CommandResults.Failure(Refusal.Describe(refused));
                }
                catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException or FormatException)
                {
                    return CommandResults.Failure(failure.Message);
                }
            },
            new CommandOptions
            {
                Description = description,
                IconName = icon,
                IconVariant = IconVariant.Regular,
                // No ConfirmationMessage: Aspire asks for it before the arguments are there to be confirmed, so their dialog says it.
                Arguments = warning is null ? asks : [.. asks.SkipLast(1), Warned(asks[^1], warning)],
                UpdateState = context =>
                    context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            });

    private static InteractionInput Warned(InteractionInput input, string warning) => new()
    {
        Name = input.Name,
        Label = input.Label,
        Description = warning,
        InputType = input.InputType,
        Required = input.Required,
        MaxLength = input.MaxLength,
        Placeholder = input.Placeholder,
        Value = input.Value,
    };

    private static InteractionInput Choice<T>(string name, string label, T preset)
        where T : struct, Enum => new()
        {
            Name = name,
            Label = label,
            InputType = InputType.Choice,
            Required = true,
            Value = preset.ToString(),
            Options = [.. Enum.GetNames<T>().Where(option => option != "Unspecified").Select(option => KeyValuePair.Create(option, option))],
        };

    private static T Chosen<T>(InteractionInputCollection given, string name)
        where T : struct, Enum => Enum.Parse<T>(Given(given, name));

    private static string Given(InteractionInputCollection given, string name) => given.GetString(name)?.Trim() ?? "";

    private static long Whole(InteractionInputCollection given, string name) =>
        long.Parse(Given(given, name), System.Globalization.CultureInfo.InvariantCulture);
}
