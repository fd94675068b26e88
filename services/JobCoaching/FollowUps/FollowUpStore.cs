namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Follow-ups, each with the coach of its coaching.</summary>
[Row<ClientFollowUp>("follow_up", Alias = "f", Computed = ["Coach"], Json = ["Attempts"], JsonContext = typeof(FollowUpsJson),
    Fixed = ["Client", "Organisation", "ResultId", "ResultType", "CoachingId", "Months", "EarlyDays", "MaxAttempts", "AttemptBusinessDays"])]
internal static partial class FollowUpStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<ClientFollowUp> Whole(Guid id) => Aggregate.Of("follow-up", id, ById(id));

    public static Query<ClientFollowUp> ById(Guid id) => Where($"f.id = {id}");

    public static Query<ClientFollowUp> OfResult(Guid resultId) => Where($"f.result_id = {resultId} ORDER BY f.months, f.id");

    /// <summary>Newest first.</summary>
    public static Query<ClientFollowUp> Of(string organisation, FollowUpFilter filter, Guid before, int limit) => Where(
        $"""
        f.organisation = {organisation} AND f.id < {before}
        {SqlParts.If(filter.ClientId is not null, $" AND f.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
        {SqlParts.If(filter.ResultId is not null, $" AND f.result_id = {filter.ResultId}")}
        {SqlParts.If(filter.State != FollowUpState.Unspecified, $" AND f.state = {(int)filter.State}")}
        ORDER BY f.id DESC LIMIT {limit}
        """);

    /// <summary>Of which somebody has to do something by that day, the earliest first.</summary>
    public static Query<ClientFollowUp> Due(string organisation, string owner, DateOnly day, (DateOnly Day, Guid Id) after, int limit) => Where(
        $"""
        f.organisation = {organisation} AND f.next_attempt_on <= {day} AND (f.next_attempt_on, f.id) > ({after.Day}, {after.Id})
        {SqlParts.If(owner.Length > 0, $" AND coalesce(nullif(f.owner, ''), coach) = {owner}")}
        ORDER BY f.next_attempt_on, f.id LIMIT {limit}
        """);

    private static Query<ClientFollowUp> Where(Sql condition) =>
        new(
            $"""
            SELECT {ClientFollowUpRow.Columns} FROM follow_up f LEFT JOIN LATERAL (SELECT c.coach FROM coaching c WHERE c.id = f.coaching_id) AS of ON true
            WHERE {condition}
            """,
            ClientFollowUpRow.Read);
}

/// <summary>What a list of follow-ups is narrowed by.</summary>
internal sealed record FollowUpFilter(Guid? ClientId, Guid? ResultId, FollowUpState State);
