using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Pathways;

/// <summary>The jobs and work trials that JobCoaching tells of: places on the client's way beside the steps.</summary>
internal sealed class ResultPlaces : IProjection
{
    public string Name => "result-places";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string>
    {
        JobRecorded.Descriptor.FullName, JobEnded.Descriptor.FullName, PaySubsidyChanged.Descriptor.FullName, WorkTrialRecorded.Descriptor.FullName,
        ResultEnded.Descriptor.FullName, ResultCorrected.Descriptor.FullName, ResultEnteredInError.Descriptor.FullName,
    };

    // An end may be told already, however the facts come.
    private static Sql AsEnded => $"coalesce(result_place.ended_on, excluded.ended_on)";

    // What was told of it before holds no longer, its end included.
    private static Sql Anew => $"excluded.ended_on";

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message switch
    {
        JobRecorded job => tx.ExecuteAsync(Keep(job, null, AsEnded), cancel),
        WorkTrialRecorded trial => tx.ExecuteAsync(Keep(trial, trial.EndsOn, AsEnded), cancel),
        JobEnded ended => tx.ExecuteAsync(End(ended.JobId, ended.EndedOn), cancel),
        PaySubsidyChanged changed => tx.ExecuteAsync(Change(changed), cancel),
        ResultEnded { Type: PlaceKinds.WorkTrial } ended => tx.ExecuteAsync(End(ended.ResultId, ended.EndedOn), cancel),
        ResultCorrected { Job: { } job } corrected => CorrectAsync(job, corrected, tx, cancel),
        ResultCorrected { WorkTrial: { } trial } corrected => tx.ExecuteAsync(Keep(trial, corrected.EndedOn ?? trial.EndsOn, Anew), cancel),
        ResultEnteredInError mistake => tx.ExecuteAsync(Remove(Guid.Parse(mistake.ResultId)), cancel),
        _ => Task.CompletedTask,
    };

    private static async Task CorrectAsync(JobRecorded job, ResultCorrected corrected, FactTransaction tx, CancellationToken cancel)
    {
        await tx.ExecuteAsync(Keep(job, corrected.EndedOn, Anew), cancel);
        await tx.ExecuteAsync($"DELETE FROM result_place_subsidy WHERE place_id = {Guid.Parse(job.JobId)}", cancel);
        foreach (var change in corrected.PaySubsidyChanges)
        {
            await tx.ExecuteAsync(Change(change), cancel);
        }
    }

    /// <summary>
    /// The client's, oldest first, as far as an organisation may learn of them: its own, those of organisations that it sent the client to or that a
    /// step of its pathway names; for the client (null) all.
    /// </summary>
    public static Query<IReadOnlyList<IEnumerable<WayPlace>>> Of(Guid clientId, string? organisation, string[] named) =>
        new Query<IEnumerable<WayPlace>>(
            $"""
            SELECT r.kind, r.organisation, r.open_labour_market, r.started_on, r.ended_on, s.days, s.subsidised
            FROM result_place r CROSS JOIN LATERAL (SELECT coalesce(array_agg(c.from_day ORDER BY c.from_day), ARRAY[]::date[]) AS days,
                coalesce(array_agg(c.pay_subsidised ORDER BY c.from_day), ARRAY[]::boolean[]) AS subsidised
              FROM result_place_subsidy c WHERE c.place_id = r.place_id) s
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.started_on IS NOT NULL
            {SqlParts.If(organisation is not null, $" AND {MayLearn(clientId, organisation!, named)}")}
            ORDER BY r.started_on, r.place_id
            """,
            row => WayPlace.OfResult(
                row.GetString(0), row.GetString(1), row.GetBoolean(2), row.Day(3)!.Value, row.Day(4),
                row.GetFieldValue<DateOnly[]>(5).Zip(row.GetFieldValue<bool[]>(6)))).All();

    private static Sql MayLearn(Guid clientId, string organisation, string[] named) =>
        $"""
        (r.organisation = {organisation} OR r.organisation = ANY({named}) OR EXISTS (SELECT FROM task t
          WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND t.receiver = r.organisation AND t.sender = {organisation}
            AND t.status = ANY({KnownOrganisations.LiveStatuses})))
        """;

    private static Sql Keep(JobRecorded job, Date? to, Sql ended) =>
        Keep(
            job.JobId, job.Client, job.Organisation, PlaceKinds.OfJob(job.PaySubsidised, job.OpenLabourMarket), job.OpenLabourMarket, job.StartedOn, to, ended);

    private static Sql Keep(WorkTrialRecorded trial, Date? to, Sql ended) =>
        Keep(trial.WorkTrialId, trial.Client, trial.Organisation, PlaceKinds.WorkTrial, false, trial.StartedOn, to, ended);

    private static Sql Keep(string id, ClientFacets client, string organisation, string kind, bool isOpen, Date? from, Date? to, Sql ended) =>
        $"""
        INSERT INTO result_place (place_id, client_id, organisation, kind, open_labour_market, started_on, ended_on)
        VALUES ({Guid.Parse(id)}, {Guid.Parse(client.ClientId)}, {organisation}, {kind}, {isOpen}, {from?.ToDay()}, {to?.ToDay()})
        ON CONFLICT (place_id) DO UPDATE SET client_id = excluded.client_id, organisation = excluded.organisation, kind = excluded.kind,
          open_labour_market = excluded.open_labour_market, started_on = excluded.started_on, ended_on = {ended}
        """;

    private static Sql Change(PaySubsidyChanged changed) =>
        $"""
        INSERT INTO result_place_subsidy (place_id, from_day, pay_subsidised)
        VALUES ({Guid.Parse(changed.JobId)}, {changed.FromDay.ToDay()}, {changed.PaySubsidised})
        ON CONFLICT (place_id, from_day) DO UPDATE SET pay_subsidised = excluded.pay_subsidised
        """;

    private static Sql Remove(Guid id) =>
        $"WITH changes AS (DELETE FROM result_place_subsidy WHERE place_id = {id}) DELETE FROM result_place WHERE place_id = {id}";

    private static Sql End(string id, Date on) =>
        $"""
        INSERT INTO result_place (place_id, organisation, kind, ended_on) VALUES ({Guid.Parse(id)}, '', '', {on.ToDay()})
        ON CONFLICT (place_id) DO UPDATE SET ended_on = excluded.ended_on
        """;
}
