using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.AppHost.Operations;

/// <summary>What the operations API answers, as tables.</summary>
internal static class StatusTables
{
    public static string Of(GetStatusResponse status) => string.Concat(
        Markdown.Table(status.Service, [status],
            ("Version", s => s.Version), ("Started", s => s.StartedAt), ("Business time", s => s.BusinessTime)),
        Markdown.Table("Health", status.Health,
            ("Entry", h => h.Name), ("Status", h => h.Status), ("Detail", h => h.Description)),
        Markdown.Table("Log of facts", status.Log is null ? [] : new[] { status.Log },
            ("Head", l => l.HeadPosition), ("Published", l => l.PublishedPosition), ("First", l => l.FirstPosition), ("Unpublished", l => l.UnpublishedCount),
            ("Oldest unpublished", l => l.OldestUnpublishedAt), ("Broker", l => l.BrokerConnected ? "connected" : "not connected")),
        Markdown.Table("Subscriptions", status.Subscriptions,
            ("Source", s => s.Source), ("State", s => s.State), ("Position", s => s.Position), ("Behind", s => s.LagFacts), ("Lag", s => s.Lag),
            ("Parked facts", s => s.ParkedFacts), ("Parked keys", s => s.ParkedKeys), ("Detail", s => s.Detail)),
        Projections(status.Projections),
        Markdown.Table("Due work", status.DueWork is null ? [] : new[] { status.DueWork },
            ("Pending", d => d.PendingCount), ("Overdue", d => d.OverdueCount), ("Failing", d => d.FailingCount), ("Oldest due", d => d.OldestDueAt)),
        Markdown.Table("Schema", status.Schema,
            ("Component", s => s.Component), ("Migration", s => s.Migration), ("Applied", s => s.AppliedAt)));

    public static string Projections(IEnumerable<ProjectionStatus> projections) => Markdown.Table("Projections", projections,
        ("Name", p => p.Name), ("State", p => p.State), ("Sources", p => p.Sources), ("Replayed", p => p.ReplayedFacts), ("Rebuilt", p => p.RebuiltAt),
        ("Verified", p => p.VerifiedAt), ("Detail", p => p.Detail));

    public static string Parked(IReadOnlyList<ParkedFact> facts) => string.Concat(
        Markdown.Table("Parked facts", facts,
            ("Source", f => f.Source), ("Position", f => f.Position), ("Type", f => f.Type.Split('.')[^1]), ("State", f => f.State), ("Error", f => f.Error)),
        Markdown.Table("Their next attempt", facts,
            ("Position", f => f.Position), ("Parked", f => f.ParkedAt), ("Attempts", f => f.Attempts),
            ("Next attempt", f => f.NextAttemptAt), ("Skipped because", f => f.SkipReason)),
        Markdown.Table("How to name them", facts,
            ("Position", f => f.Position), ("Event id", f => f.EventId), ("Order keys", f => f.OrderKeys), ("Trace", f => f.TraceId)));

    public static string DueWork(IEnumerable<DueWorkItem> items) => Markdown.Table("Due work", items,
        ("Kind", i => i.Kind), ("Key", i => i.Key), ("Due", i => i.DueAt), ("Attempts", i => i.Attempts),
        ("Error", i => i.Error), ("Next attempt", i => i.NextAttemptAt));

    public static string Verified(VerifyProjectionResponse result) => string.Concat(
        Markdown.Table("Verification", [result],
            ("Result", r => !r.Done ? "Not done yet: ask again" : r.Equal ? "Equal" : "Different"),
            ("Facts replayed", r => r.ReplayedFacts), ("Rows, live", r => r.LiveRows),
            ("Rows, rebuilt", r => r.RebuiltRows)),
        Markdown.Table("Differences", result.Differences,
            ("Table", d => d.Table), ("Only live", d => d.OnlyLive), ("Only rebuilt", d => d.OnlyRebuilt)));

    public static string Actions(IEnumerable<OperatorAction> actions) => Markdown.Table("Operators' actions", actions,
        ("When", a => a.RecordedAt), ("Who", a => a.Operator), ("What", a => a.Action), ("On what", a => a.Target),
        ("Why", a => a.Reason), ("Came to", a => a.Outcome), ("Trace", a => a.TraceId));
}
