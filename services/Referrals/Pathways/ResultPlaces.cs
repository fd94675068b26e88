using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Pathways;

/// <summary>The jobs and work trials that JobCoaching tells of: places on the client's way beside the steps.</summary>
internal sealed class ResultPlaces : IProjection
{
    public string Name => "result-places";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string>
    {
        JobRecorded.Descriptor.FullName, JobEnded.Descriptor.FullName, WorkTrialRecorded.Descriptor.FullName, ResultEnded.Descriptor.FullName,
        ResultCorrected.Descriptor.FullName, ResultEnteredInError.Descriptor.FullName,
    };

    // An end may be told already, however the facts come.
    private static Sql AsEnded => $"coalesce(result_place.ended_on, excluded.ended_on)";

    // What was told of it before holds no longer, its end included.
    private static Sql Anew => $"excluded.ended_on";

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        JobRecorded job => tx.ExecuteAsync(Keep(job.JobId, job.Client, job.Organisation, KindOf(job), job.StartedOn, null, AsEnded), cancel),
        WorkTrialRecorded trial => tx.ExecuteAsync(
            Keep(trial.WorkTrialId, trial.Client, trial.Organisation, PlaceKinds.WorkTrial, trial.StartedOn, trial.EndsOn, AsEnded), cancel),
        JobEnded ended => tx.ExecuteAsync(End(ended.JobId, ended.EndedOn), cancel),
        ResultEnded { Type: PlaceKinds.WorkTrial } ended => tx.ExecuteAsync(End(ended.ResultId, ended.EndedOn), cancel),
        ResultCorrected { Job: { } job } corrected => tx.ExecuteAsync(
            Keep(job.JobId, job.Client, job.Organisation, KindOf(job), job.StartedOn, corrected.EndedOn, Anew), cancel),
        ResultCorrected { WorkTrial: { } trial } corrected => tx.ExecuteAsync(
            Keep(trial.WorkTrialId, trial.Client, trial.Organisation, PlaceKinds.WorkTrial, trial.StartedOn, corrected.EndedOn ?? trial.EndsOn, Anew), cancel),
        ResultEnteredInError mistake => tx.ExecuteAsync($"DELETE FROM result_place WHERE place_id = {Guid.Parse(mistake.ResultId)}", cancel),
        _ => Task.CompletedTask,
    };

    /// <summary>
    /// The client's, oldest first, as far as an organisation may learn of them: its own, those of organisations that it sent the client to or that a
    /// step of its pathway names; for the client (null) all.
    /// </summary>
    public static Query<IReadOnlyList<WayPlace>> Of(Guid clientId, string? organisation, string[] named) =>
        new Query<WayPlace>(
            $"""
            SELECT r.kind, r.organisation, r.supported, r.started_on, r.ended_on FROM result_place r
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.started_on IS NOT NULL
            {SqlParts.If(organisation is not null, $" AND {MayLearn(clientId, organisation!, named)}")}
            ORDER BY r.started_on, r.place_id
            """,
            row => new WayPlace(row.GetString(0), null, row.GetString(1), row.GetBoolean(2), row.Day(3)!.Value, row.Day(4))).All();

    private static Sql MayLearn(Guid clientId, string organisation, string[] named) =>
        $"""
        (r.organisation = {organisation} OR r.organisation = ANY({named}) OR EXISTS (SELECT FROM task t
          WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND t.receiver = r.organisation AND t.sender = {organisation}
            AND t.status = ANY({KnownOrganisations.LiveStatuses})))
        """;

    private static Sql Keep(string id, ClientFacets client, string organisation, string kind, Date? from, Date? to, Sql ended) =>
        $"""
        INSERT INTO result_place (place_id, client_id, organisation, kind, supported, started_on, ended_on)
        VALUES ({Guid.Parse(id)}, {Guid.Parse(client.ClientId)}, {organisation}, {kind}, {kind != PlaceKinds.OpenJob}, {from?.ToDay()}, {to?.ToDay()})
        ON CONFLICT (place_id) DO UPDATE SET client_id = excluded.client_id, organisation = excluded.organisation, kind = excluded.kind,
          supported = excluded.supported, started_on = excluded.started_on, ended_on = {ended}
        """;

    private static Sql End(string id, Date on) =>
        $"""
        INSERT INTO result_place (place_id, organisation, kind, supported, ended_on) VALUES ({Guid.Parse(id)}, '', '', false, {on.ToDay()})
        ON CONFLICT (place_id) DO UPDATE SET ended_on = excluded.ended_on
        """;

    private static string KindOf(JobRecorded job) =>
        job.PaySubsidised ? PlaceKinds.SubsidisedJob : job.OpenLabourMarket ? PlaceKinds.OpenJob : PlaceKinds.SupportedJob;
}
