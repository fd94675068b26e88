namespace Tyokyky.JobCoaching.Results;

/// <summary>Results of every kind.</summary>
[Row<Result>("result", Alias = "r", Fixed = ["Type", "CoachingId", "Client", "ReferredBy", "Organisation"],
    Json = ["Subsidies"], JsonContext = typeof(ResultsJson),
    Columns =
    [
        "Details.StartedOn=started_on", "Details.EndsOn=ends_on", "Details.EmployerId=employer_id", "Details.Place=place", "Details.Code=code",
        "Details.EndedOn=ended_on", "Details.EndReason=end_reason", "Details.Outcome=outcome",
        "Work.Contract=contract", "Work.WeeklyHours=weekly_hours", "Work.WorkingTime=working_time",
        "Work.Occupation=occupation", "Work.OpenLabourMarket=open_labour_market", "Work.PaySubsidised=pay_subsidised",
    ])]
[Row<ResultVersion>("result_version", Key = "ResultId")]
internal static partial class ResultStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<Result> Whole(Guid id) => Aggregate.Of("result", id, ById(id));

    public static Query<Result> ById(Guid id) => new($"SELECT {ResultRow.Columns} FROM result r WHERE r.id = {id}", ResultRow.Read);

    /// <summary>Oldest first.</summary>
    public static Query<IReadOnlyList<ResultVersion>> VersionsOf(Guid id) =>
        new Query<ResultVersion>(
            $"SELECT {ResultVersionRow.Columns} FROM result_version WHERE result_id = {id} ORDER BY version", ResultVersionRow.Read).All();

    public static Query<IReadOnlyList<Result>> OfCoaching(Guid coachingId) =>
        new Query<Result>(
            $"SELECT {ResultRow.Columns} FROM result r WHERE r.coaching_id = {coachingId} ORDER BY r.started_on, r.id", ResultRow.Read).All();

    /// <summary>Those that the organisation recorded of the client, in a coaching or without one.</summary>
    public static Query<IReadOnlyList<Result>> OfClient(Guid clientId, string organisation) =>
        new Query<Result>(
            $"""
            SELECT {ResultRow.Columns} FROM result r
            WHERE r.client_id = ANY(tyokyky_same_client({clientId})) AND r.organisation = {organisation} ORDER BY r.started_on, r.id
            """,
            ResultRow.Read).All();

    /// <summary>
    /// The same thing as the organisation told it before: of any id of the client, with the same employer, of the same kind and detail, from the same day.
    /// </summary>
    public static Query<Guid> Twin(Result result) => new($"SELECT r.id {FromTwins(result)} LIMIT 1", row => row.GetGuid(0));

    /// <summary>There must be none when it is written; who writes of the same client waits.</summary>
    public static Commit AloneOfItsKind(this Commit commit, Result result) => commit
        .Lock(
            $"""
            SELECT pg_advisory_xact_lock(hashtextextended((SELECT min(id::text) FROM unnest(tyokyky_same_client({result.Client.Id})) id), 0))
            """)
        .GuardAbsence($"SELECT {FromTwins(result)}");

    private static Sql FromTwins(Result result) =>
        $"""
        FROM result r
        WHERE r.client_id = ANY(tyokyky_same_client({result.Client.Id})) AND r.organisation = {result.Organisation}
          AND r.started_on = {result.Details.StartedOn} AND r.type = ANY({ResultRules.SameAs(result.Type)}) AND r.code = {result.Details.Code}
          AND r.employer_id IS NOT DISTINCT FROM {result.Details.EmployerId} AND r.state <> {(int)ResultState.EnteredInError} AND r.id <> {result.Id}
        """;
}
