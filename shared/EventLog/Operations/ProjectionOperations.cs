using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Projections and halted subscriptions in operators' hands.</summary>
internal sealed class ProjectionOperations(
    Projections projections, Subscriptions subscriptions, DivergenceResolver resolver, StatusReport status, OperatorActions actions, TimeProvider time)
{
    // What is left to answer with when the run is not done.
    private static readonly TimeSpan margin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    public async Task<VerifyProjectionResponse> VerifyAsync(VerifyProjectionRequest request, Call call)
    {
        Check.Shape(check => check.Required("projection", request.Projection));
        var projection = projections.Find(request.Projection);

        // Asking again joins a verification under way.
        var under = await projections.FindRunAsync(projection.Name, call.Cancel);
        var runId = under is { Purpose: "verify" } && under.IsRunning(time.GetUtcNow()) ? under.RunId : await projections.VerifyAsync(projection, call.Cancel);
        var run = await projections.WaitAsync(projection.Name, runId, Until(call), call.Cancel);
        if (run.State == "failed") { throw Unavailable(projection, run); }

        var response = new VerifyProjectionResponse { Done = run is { State: "done", Result: not null }, ReplayedFacts = run.Replayed };
        if (run.Result is not { } result) { return response; }
        response.Equal = result.Differences.Count == 0;
        response.LiveRows = result.LiveRows;
        response.RebuiltRows = result.RebuiltRows;
        response.Differences.AddRange(result.Differences.Select(difference =>
            new ProjectionDifference { Table = difference.Table, OnlyLive = difference.OnlyLive, OnlyRebuilt = difference.OnlyRebuilt }));
        return response;
    }

    public async Task<RebuildProjectionResponse> RebuildAsync(RebuildProjectionRequest request, Call call)
    {
        Check.Shape(check =>
        {
            check.Required("projection", request.Projection);
            OperatorOperations.CheckReason(check, request.Reason);
        });
        var projection = projections.Find(request.Projection);

        var runId = await projections.RebuildAsync(projection, call.Cancel);
        await actions.RecordAsync(call, "RebuildProjection", projection.Name, request.Reason, "started");
        var run = await projections.WaitAsync(projection.Name, runId, Until(call), call.Cancel);
        return run.State == "failed" ? throw Unavailable(projection, run) : new RebuildProjectionResponse { Projection = status.Write(projection, run) };
    }

    public async Task<ResolveDivergenceResponse> ResolveAsync(ResolveDivergenceRequest request, Call call)
    {
        Check.Shape(check =>
        {
            check.Required("source", request.Source).Specified("resolution", request.Resolution);
            OperatorOperations.CheckReason(check, request.Reason);
        });
        var subscription = subscriptions.Find(request.Source);

        var (before, after) = await resolver.ResolveAsync(subscription, request.Resolution, call.Cancel);
        await actions.RecordAsync(call, "ResolveDivergence", request.Source, request.Reason, $"{request.Resolution}: {before.Position} to {after.Position}");
        foreach (var projection in subscription.Handlers.Select(handler => handler.Projection).OfType<IProjection>().Distinct())
        {
            await projections.RebuildAsync(projection, call.Cancel);
        }

        return new ResolveDivergenceResponse { PreviousPosition = before.Position, Position = after.Position };
    }

    private DateTimeOffset Until(Call call)
    {
        var own = time.GetUtcNow() + patience;
        return call.Deadline - margin < own ? call.Deadline - margin : own;
    }

    private static DomainException Unavailable(IProjection projection, ProjectionRun run) => new(
        ErrorKind.Unavailable, "SOURCE_UNAVAILABLE", $"The facts of {projection.Name} could not be replayed.",
        ("projection", projection.Name), ("detail", run.Detail));
}
