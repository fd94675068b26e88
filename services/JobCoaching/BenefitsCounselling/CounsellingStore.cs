using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Counsellings, and the jobs that have none before them.</summary>
[Row<Counselling>("benefits_counselling", Alias = "b", Fixed = ["CoachingId", "Client", "Organisation"],
    Json = ["Estimate"], JsonContext = typeof(CounsellingJson),
    Columns =
    [
        "Told.On=counselled_on", "Told.Occasion=occasion", "Told.Change=change", "Told.JobId=job_id", "Told.Topics=topics",
        "Told.GivenBy=given_by", "Told.GiverName=giver_name", "Told.Choice=choice", "Told.Note=note",
    ])]
internal static partial class CounsellingStore
{
    // A list is short: what is an employment relation is said by the kinds of results.
    private static readonly int[] jobs = ResultRules.SameAs(ResultType.Employment);

    /// <summary>To be changed.</summary>
    public static AggregateQuery<Counselling> Whole(Guid id) => Aggregate.Of("benefits-counselling", id, ById(id));

    public static Query<Counselling> ById(Guid id) =>
        new($"SELECT {CounsellingRow.Columns} FROM benefits_counselling b WHERE b.id = {id}", CounsellingRow.Read);

    /// <summary>Newest first.</summary>
    public static Query<IReadOnlyList<Counselling>> OfCoaching(Guid coachingId) =>
        new Query<Counselling>(
            $"SELECT {CounsellingRow.Columns} FROM benefits_counselling b WHERE b.coaching_id = {coachingId} ORDER BY b.counselled_on DESC, b.id DESC",
            CounsellingRow.Read).All();

    /// <summary>Those that the organisation recorded of the client, in a coaching or without one; newest first.</summary>
    public static Query<IReadOnlyList<Counselling>> OfClient(Guid clientId, string organisation) =>
        new Query<Counselling>(
            $"""
            SELECT {CounsellingRow.Columns} FROM benefits_counselling b
            WHERE b.client_id = ANY(tyokyky_same_client({clientId})) AND b.organisation = {organisation} ORDER BY b.counselled_on DESC, b.id DESC
            """,
            CounsellingRow.Read).All();

    /// <summary>A job that the organisation recorded of the client, under any id of the client.</summary>
    public static Query<Guid?> Job(Guid jobId, Guid clientId, string organisation) =>
        new(
            $"""
            SELECT r.id FROM result r
            WHERE r.id = {jobId} AND r.organisation = {organisation} AND r.type = ANY({jobs}) AND r.state <> {(int)ResultState.EnteredInError}
              AND r.client_id = ANY(tyokyky_same_client({clientId}))
            """,
            row => row.GetGuid(0));

    /// <summary>Latest first day first.</summary>
    public static Query<JobWithout> JobsWithout(string organisation, DateOnly? from, DateOnly? to, DateOnly beforeDay, Guid beforeId, int limit) =>
        new(
            $"""
            SELECT r.id, r.coaching_id, r.client_id, r.started_on FROM result r
            WHERE r.organisation = {organisation} AND r.type = ANY({jobs}) AND r.state <> {(int)ResultState.EnteredInError}
              AND (r.started_on, r.id) < ({beforeDay}, {beforeId})
              {SqlParts.If(from is not null, $" AND r.started_on >= {from}")}{SqlParts.If(to is not null, $" AND r.started_on <= {to}")}
              AND NOT EXISTS (
                SELECT FROM benefits_counselling b
                WHERE b.client_id = ANY(tyokyky_same_client(r.client_id)) AND b.organisation = r.organisation
                  AND b.state <> {(int)CounsellingState.EnteredInError} AND b.occasion = {(int)CounsellingOccasion.BeforeJob}
                  AND b.counselled_on <= r.started_on AND (b.job_id IS NULL OR b.job_id = r.id))
            ORDER BY r.started_on DESC, r.id DESC LIMIT {limit}
            """,
            row => new JobWithout(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetGuid(2), row.GetFieldValue<DateOnly>(3)));
}

/// <summary>A job without counselling before it.</summary>
internal sealed record JobWithout(Guid Id, Guid? CoachingId, Guid ClientId, DateOnly StartedOn);
