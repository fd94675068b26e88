using Tyokyky.Contracts.Events.V1;
using Tyokyky.FaultTests.Load;

namespace Tyokyky.FaultTests.Checks;

/// <summary>Holds what the databases say against what the callers were told. It names everything that is lost, doubled or out of order.</summary>
internal static class Checker
{
    private static readonly string[] ofReferrals =
        ["ClientRegistered", "ReferralSubmitted", "TaskRequested", "PermissionGranted", "TaskStatusChanged accepted", "TaskStatusChanged completed", "OutcomeAcknowledged"];

    private static readonly string[] ofTeam = ["CaseOpened", "PlanMade", "MeasureAgreed", "MeasureAccepted", "MeasureEnded", "CaseClosed"];
    private static readonly string[] ofCoaching = ["CoachingOpened", "CoachingEnded"];
    private static readonly string[] ofEmployers = ["EmployerRegistered"];
    private static readonly string[] ofTask = ["requested", "accepted", "completed", "acknowledged"];
    // Planned, and still so when its coaching opens and ends.
    private static readonly string[] ofCase = ["open", "planned", "planned", "planned", "closed"];
    private static readonly string[] ofItsCoaching = ["open", "ended"];

    public static IReadOnlyList<string> Find(Snapshot found, IReadOnlyCollection<Journey> journeys, IReadOnlyCollection<Write> writes) =>
    [
        .. Logs(found),
        .. Followers(found),
        .. Requests(found, writes),
        .. Effects(found, journeys, writes),
        .. Changes(found, journeys, writes),
        .. found.Parked.Select(parked => $"parked: {parked}"),
    ];

    /// <summary>Positions are gap-free to the head, and the broker has confirmed all of them.</summary>
    private static IEnumerable<string> Logs(Snapshot found)
    {
        foreach (var end in found.Ends)
        {
            var log = Of(found.Log, end.Source);
            if (!log.Select(fact => fact.Position).SequenceEqual(Enumerable.Range(1, log.Length).Select(position => (long)position))) { yield return $"{end.Source}: positions have gaps or repeat"; }
            if (log.DistinctBy(fact => fact.EventId).Count() != log.Length) { yield return $"{end.Source}: an event id repeats"; }
            if (log.Length > 0 && (log[^1].Position, log[^1].EventId) != (end.Head, end.HeadId)) { yield return $"{end.Source}: the head is not the last fact"; }
            if ((end.Head, end.HeadId) != (end.Published, end.PublishedId)) { yield return $"{end.Source}: unpublished from {end.Published} to {end.Head}"; }
        }
    }

    /// <summary>Each follower stands at the head and has taken exactly the log; who keeps facts has them verbatim.</summary>
    private static IEnumerable<string> Followers(Snapshot found)
    {
        foreach (var (service, source) in Snapshot.Follows)
        {
            var log = Of(found.Log, source);
            if (found.Followed.SingleOrDefault(one => (one.Service, one.Source) == (service, source)) is not { } followed)
            {
                yield return $"{service} does not follow {source}";
                continue;
            }

            if (followed.State != "running") { yield return $"{service} is halted at {source}: {followed.State}"; }
            if (log.Length > 0 && (followed.Position, followed.EventId) != (log[^1].Position, log[^1].EventId)) { yield return $"{service} is at {followed.Position} of {source}, whose head is {log[^1].Position}"; }
            if (!followed.Taken.SequenceEqual(log.Select(fact => fact.EventId))) { yield return $"{service} has not taken the facts of {source} once each and in order"; }
        }

        foreach (var source in Snapshot.Sources.Where(source => !Of(found.Kept, source).SequenceEqual(Of(found.Log, source))))
        {
            yield return $"metrics does not keep the facts of {source} verbatim";
        }
    }

    /// <summary>One request record per acknowledged write, and none that nobody was told of.</summary>
    private static IEnumerable<string> Requests(Snapshot found, IReadOnlyCollection<Write> writes) =>
        from kept in found.RequestRecords
        let told = writes.Count(write => write.Service == kept.Key)
        where told != kept.Value
        select $"{kept.Key}: {kept.Value} request records for {told} acknowledged writes";

    /// <summary>Every journey left its rows, its states and its facts once and in order, and there are no others.</summary>
    private static IEnumerable<string> Effects(Snapshot found, IReadOnlyCollection<Journey> journeys, IReadOnlyCollection<Write> writes)
    {
        var rows = found.Rows.ToLookup(row => (row.Table, row.Id));
        var steps = found.Steps.ToLookup(step => (step.ObjectType, step.ObjectId), step => step.To);
        var facts = found.Log.Select(fact => (fact.Source, About: About(fact))).ToLookup(fact => (fact.Source, fact.About.ClientId), fact => fact.About.What);
        foreach (var journey in journeys)
        {
            foreach (var row in Rows(journey).Where(row => rows[row].Count() != 1)) { yield return $"{row.Table} {row.Id}: {rows[row].Count()} rows"; }
            foreach (var finding in Same($"task {journey.TaskId}", ofTask, steps[("task", journey.TaskId)])) { yield return finding; }
            foreach (var finding in Same($"case {journey.CaseId}", ofCase, steps[("case", journey.CaseId)])) { yield return finding; }
            foreach (var finding in Same($"coaching {journey.CoachingId}", ofItsCoaching, steps[("coaching", journey.CoachingId)])) { yield return finding; }
            foreach (var finding in Same($"team's facts of {journey.ClientId}", ofTeam, facts[("team", journey.ClientId)])) { yield return finding; }
            foreach (var finding in Same($"coaching's facts of {journey.ClientId}", ofCoaching, facts[("coaching", journey.ClientId)])) { yield return finding; }
            foreach (var finding in Same($"facts of employer {journey.EmployerId}", ofEmployers, facts[("employers", journey.EmployerId)])) { yield return finding; }

            // The reaction that accepts the task and the sender's permission come in any order.
            var own = facts[("referrals", journey.ClientId)].ToList();
            if (own.Count == ofReferrals.Length && own[3] == ofReferrals[4] && own[4] == ofReferrals[3]) { (own[3], own[4]) = (own[4], own[3]); }
            foreach (var finding in Same($"facts of {journey.ClientId}", ofReferrals, own)) { yield return finding; }
        }

        foreach (var table in found.Rows.GroupBy(row => row.Table).Where(table => table.Count() != journeys.Count)) { yield return $"{table.Key}: {table.Count()} rows for {journeys.Count} journeys"; }
        var organisations = writes.Count(write => write.Rpc == "RegisterOrganisation");
        if (found.Log.Count != organisations + (journeys.Count * (ofReferrals.Length + ofTeam.Length + ofCoaching.Length + ofEmployers.Length))) { yield return $"{found.Log.Count} facts for {journeys.Count} journeys"; }
    }

    /// <summary>One row in the access log for each acknowledged write on a client and for each effect of a fact, and no more.</summary>
    private static IEnumerable<string> Changes(Snapshot found, IReadOnlyCollection<Journey> journeys, IReadOnlyCollection<Write> writes)
    {
        var changes = found.Changes.ToLookup(change => (change.Rpc, change.ClientId));
        foreach (var write in writes.Where(write => write.ClientId.Length > 0 && changes[(write.Rpc, write.ClientId)].Count() != 1))
        {
            yield return $"{write.Rpc} of {write.ClientId}: {changes[(write.Rpc, write.ClientId)].Count()} rows in the access log";
        }

        var touched = found.Changes.ToLookup(change => (change.ObjectType, change.ObjectId));
        foreach (var journey in journeys)
        {
            foreach (var (kind, id, expected) in new[] { ("task", journey.TaskId, 3), ("case", journey.CaseId, 4), ("coaching", journey.CoachingId, 2) })
            {
                var rows = touched[(kind, id)].Count();
                if (rows != expected) { yield return $"{kind} {id}: {rows} changes in the access log instead of {expected}"; }
            }
        }
    }

    private static (string Table, string Id)[] Rows(Journey journey) =>
        [("client_record", journey.ClientId), ("referral", journey.ReferralId), ("task", journey.TaskId), ("permission", journey.PermissionId), ("team_case", journey.TaskId), ("coaching", journey.MeasureId), ("employer", journey.EmployerId)];

    private static IEnumerable<string> Same(string what, string[] expected, IEnumerable<string> found) =>
        found.SequenceEqual(expected) ? [] : [$"{what}: {string.Join(", ", found)} instead of {string.Join(", ", expected)}"];

    private static Recorded[] Of(IEnumerable<Recorded> facts, string source) => [.. facts.Where(fact => fact.Source == source)];

    private static (string ClientId, string What) About(Recorded fact)
    {
        var what = fact.Type[(fact.Type.LastIndexOf('.') + 1)..];
        if (what == nameof(TaskStatusChanged))
        {
            what += " " + TaskStatusChanged.Parser.ParseFrom(Convert.FromHexString(fact.Data)).Status;
        }

        return (fact.Keys.Trim('{', '}'), what);
    }
}
