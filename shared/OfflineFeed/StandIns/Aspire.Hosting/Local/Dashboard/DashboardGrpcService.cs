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
        var console = consoles.Console(request.ResourceName);
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
        var answers = request.Arguments.Select(a => new Hosting.InteractionInput { Name = a.Key, InputType = Hosting.InputType.Text, Value = Text(a.Value) }).ToList();
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, new InteractionInputCollection(answers), context.CancellationToken);
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
        try
        {
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                // Nothing is ever asked, so nothing is answered.
            }
        }
        catch (OperationCanceledException)
        {
            // The dashboard has gone.
        }
    }

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
