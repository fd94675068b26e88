using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Aspire.Hosting.Local.Dashboard;

/// <summary>The dashboard's questions, answered from what the host knows.</summary>
internal sealed class DashboardGrpcService(
    LocalHostOptions options,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    ResourceCommandService commands) : DashboardService.DashboardServiceBase
{
    private readonly Interactions interactions = new();

    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context)
    {
        var name = options.AppHostAssembly?.GetName().Name ?? "AppHost";
        return Task.FromResult(new ApplicationInformationResponse { ApplicationName = name.EndsWith(".AppHost", StringComparison.Ordinal) ? name[..^8] : name });
    }

    public override async Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var changes = Channel.CreateUnbounded<ResourceEvent>();
        var reading = Task.Run(
            async () =>
            {
                await foreach (var change in notifications.WatchAsync(cancel))
                {
                    changes.Writer.TryWrite(change);
                }
            },
            cancel);

        try
        {
            var initial = new InitialResourceData();
            foreach (var resource in model.Resources)
            {
                if (notifications.TryGetCurrentState(resource.Name, out var known))
                {
                    initial.Resources.Add(ProtoResources.Of(known));
                }
            }

            await responseStream.WriteAsync(new WatchResourcesUpdate { InitialData = initial }, cancel);
            while (await changes.Reader.WaitToReadAsync(cancel))
            {
                // Only the latest of several changes of a resource is worth sending.
                var latest = new Dictionary<string, ResourceEvent>();
                while (changes.Reader.TryRead(out var change))
                {
                    latest[change.ResourceId] = change;
                }

                var update = new WatchResourcesChanges();
                update.Value.AddRange(latest.Values.Select(change => new WatchResourcesChange { Upsert = ProtoResources.Of(change) }));
                await responseStream.WriteAsync(new WatchResourcesUpdate { Changes = update }, cancel);
                await Task.Delay(100, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The dashboard has gone.
        }

        await reading.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public override async Task WatchResourceConsoleLogs(WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        if (!notifications.TryGetCurrentState(request.ResourceName, out var known))
        {
            return;
        }

        var console = consoles.Console(known.Resource.Name);
        try
        {
            if (request.SuppressFollow)
            {
                await responseStream.WriteAsync(Lines(console.Kept()), context.CancellationToken);
                return;
            }

            await foreach (var lines in console.WatchAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(Lines(lines), context.CancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The dashboard has gone.
        }
    }

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        IReadOnlyList<Hosting.InteractionInput>? answers =
            [.. request.Arguments.Select(a => new Hosting.InteractionInput { Name = a.Key, InputType = Hosting.InputType.Text, Value = Text(a.Value) })];
        if (answers.Count == 0 && !request.NonInteractive && Find(request) is { Options.Arguments: { Count: > 0 } asked } command)
        {
            answers = await interactions.AskAsync(command.DisplayName, command.Options.Description ?? "", asked, context.CancellationToken);
        }

        var result = answers is null
            ? CommandResults.Canceled()
            : await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, new InteractionInputCollection(answers), context.CancellationToken);
        var response = new ResourceCommandResponse
        {
            Kind = result.Canceled ? ResourceCommandResponseKind.Cancelled : result.Success ? ResourceCommandResponseKind.Succeeded : ResourceCommandResponseKind.Failed,
        };
        if (result.Message is not null)
        {
            response.Message = result.Message;
        }

        if (result.Data is { } data)
        {
            response.Result = new ResourceCommandResult { Value = data.Value, Format = (CommandResultFormat)((int)data.Format + 1), DisplayImmediately = data.DisplayImmediately };
        }

        return response;
    }

    public override async Task WatchInteractions(IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var questions = interactions.Watch();
        var asking = AskAsync(questions.Reader, responseStream, either.Token);
        try
        {
            while (await requestStream.MoveNext(either.Token))
            {
                interactions.Receive(requestStream.Current);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The dashboard has gone.
        }
        finally
        {
            interactions.Leave(questions);
            await either.CancelAsync();
            await asking.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task AskAsync(ChannelReader<WatchInteractionsResponseUpdate> questions, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, CancellationToken cancel)
    {
        await foreach (var question in questions.ReadAllAsync(cancel))
        {
            await responseStream.WriteAsync(question, cancel);
        }
    }

    private CommandAnnotation? Find(ResourceCommandRequest request) => notifications.TryGetCurrentState(request.ResourceName, out var known)
        ? known.Resource.Annotations.OfType<CommandAnnotation>().FirstOrDefault(command => command.Name == request.CommandName)
        : null;

    private static WatchResourceConsoleLogsUpdate Lines(IReadOnlyList<LogLine> lines)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine { Text = line.Content, LineNumber = line.LineNumber, IsStdErr = line.IsErrorMessage }));
        return update;
    }

    private static string? Text(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
