using System.Diagnostics;
using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using HealthStatus = Tyokyky.Contracts.Operations.V1.HealthStatus;

namespace Tyokyky.EventLog;

/// <summary>Everything an operator sees at a glance.</summary>
internal sealed class StatusReport(
    ServiceName service, EventLogDatabase own, LogStore log, BrokerBus broker, Subscribers subscribers, ParkedFacts parked, Projections projections,
    Subscriptions subscriptions, DueWorkQueue dueWork, HealthCheckService health, IBusinessClock clock, TimeProvider time)
{
    private static readonly string version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
    private static readonly DateTime startedAt = Process.GetCurrentProcess().StartTime.ToUniversalTime();

    public async Task<GetStatusResponse> GetAsync(GetStatusRequest request, Call call)
    {
        var cancel = call.Cancel;
        var response = new GetStatusResponse
        {
            Service = service.Value,
            Version = version,
            StartedAt = startedAt.ToTimestamp(),
            Log = await LogAsync(cancel),
            DueWork = await DueWorkAsync(cancel),
            BusinessTime = clock.Now.ToTimestamp(),
        };
        response.Schema.AddRange(await SchemaAsync(cancel));
        foreach (var subscriber in subscribers.All) { response.Subscriptions.Add(Write(subscriber, await parked.CountAsync(subscriber.Source, cancel))); }
        var runs = (await projections.RunsAsync(cancel)).ToDictionary(run => run.Projection);
        response.Projections.AddRange(projections.All.Select(projection => Write(projection, runs.GetValueOrDefault(projection.Name))));
        var report = await health.CheckHealthAsync(check => !check.Tags.Contains("live"), cancel);
        response.Health.AddRange(report.Entries.Select(entry => new HealthEntry
        {
            Name = entry.Key,
            Status = StatusOf(entry.Value),
            Description = entry.Value.Description ?? "",
        }));
        return response;
    }

    public ProjectionStatus Write(IProjection projection, ProjectionRun? run) => new()
    {
        Name = projection.Name,
        Sources = { subscriptions.Of(projection).Select(subscription => subscription.Source) },
        State = run?.State switch
        {
            "running" when run.IsRunning(time.GetUtcNow()) => ProjectionState.Rebuilding,
            "running" or "failed" => ProjectionState.Failed,
            _ => ProjectionState.Live,
        },
        ReplayedFacts = run?.Replayed ?? 0,
        RebuiltAt = run?.RebuiltAt?.ToTimestamp(),
        VerifiedAt = run?.VerifiedAt?.ToTimestamp(),
        Detail = run is { State: "running" } && !run.IsRunning(time.GetUtcNow()) ? "The run ended with its process." : run?.Detail ?? "",
    };

    private async Task<LogStatus> LogAsync(CancellationToken cancel)
    {
        var figures = await log.FiguresAsync(cancel);
        return new LogStatus
        {
            HeadPosition = figures.Head,
            PublishedPosition = figures.Published,
            FirstPosition = figures.First,
            UnsequencedCount = figures.Unnumbered,
            UnpublishedCount = figures.Unpublished,
            OldestUnpublishedAt = figures.OldestUnpublishedAt?.ToTimestamp(),
            BrokerConnected = broker.IsReady,
        };
    }

    private async Task<Contracts.Operations.V1.DueWorkStatus> DueWorkAsync(CancellationToken cancel)
    {
        var due = await dueWork.StatusAsync(cancel);
        return new Contracts.Operations.V1.DueWorkStatus
        {
            PendingCount = due.Planned,
            OverdueCount = due.Due,
            FailingCount = due.Failing,
            OldestDueAt = due.OldestDueAt?.ToTimestamp(),
        };
    }

    private async Task<IEnumerable<SchemaComponent>> SchemaAsync(CancellationToken cancel) =>
        (await own.Database.ListAsync(SchemaRow.Newest(), cancel))
            .Select(row => new SchemaComponent { Component = row.Component, Migration = row.Name, AppliedAt = row.AppliedAt.ToTimestamp() });

    private SubscriptionStatus Write(Subscriber subscriber, ParkedCounts counts)
    {
        var view = subscriber.View;
        return new SubscriptionStatus
        {
            Source = subscriber.Source,
            State = view.Doing switch
            {
                Doing.Running => SubscriptionState.Running,
                Doing.Retrying => SubscriptionState.Retrying,
                Doing.Diverged => SubscriptionState.Diverged,
                Doing.Expired => SubscriptionState.Expired,
                _ => SubscriptionState.TooManyParked,
            },
            Detail = view.Detail,
            Position = view.Cursor.Position,
            SourceHeadPosition = view.SourceHead,
            LagFacts = view.LagFacts,
            Lag = view.Lag(time.GetUtcNow()).ToDuration(),
            ParkedFacts = counts.Facts,
            ParkedKeys = counts.Keys,
            AppliedAt = view.AppliedAt?.ToTimestamp(),
            CurrentAt = view.CurrentAt?.ToTimestamp(),
        };
    }

    private static HealthStatus StatusOf(HealthReportEntry entry) => entry.Status switch
    {
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => HealthStatus.Healthy,
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy when entry.Tags.Contains("ready") => HealthStatus.Unhealthy,
        _ => HealthStatus.Degraded,
    };
}
