namespace Tyokyky.JobCoaching.Results;

/// <summary>Jobs, work trials and studies.</summary>
[Row<Job>("job", Fixed =
[
    "CoachingId", "ClientId", "Organisation", "EmployerId", "Sector", "Kind",
    "OpenLabourMarket", "Contract", "WeeklyHours", "Occupation", "PaySubsidised", "StartedOn",
])]
[Row<WorkTrial>("work_trial")]
[Row<Studies>("studies")]
internal static partial class ResultStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<Job> Job(Guid id) => Aggregate.Of("job", id, new Query<Job>($"SELECT {JobRow.Columns} FROM job WHERE id = {id}", JobRow.Read));

    public static Query<IReadOnlyList<Job>> JobsOf(Guid coachingId) =>
        new Query<Job>($"SELECT {JobRow.Columns} FROM job WHERE coaching_id = {coachingId} ORDER BY started_on, id", JobRow.Read).All();

    public static Query<IReadOnlyList<WorkTrial>> WorkTrialsOf(Guid coachingId) =>
        new Query<WorkTrial>(
            $"SELECT {WorkTrialRow.Columns} FROM work_trial WHERE coaching_id = {coachingId} ORDER BY started_on, id", WorkTrialRow.Read).All();

    public static Query<IReadOnlyList<Studies>> StudiesOf(Guid coachingId) =>
        new Query<Studies>($"SELECT {StudiesRow.Columns} FROM studies WHERE coaching_id = {coachingId} ORDER BY started_on, id", StudiesRow.Read).All();
}
