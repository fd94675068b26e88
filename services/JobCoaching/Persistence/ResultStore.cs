using Npgsql;

namespace Tyokyky.JobCoaching.Persistence;

/// <summary>Jobs, work trials and studies.</summary>
internal static class ResultStore
{
    public static Query<Job> Job(Guid id) => new($"SELECT {JobColumns} FROM job WHERE id = {id}", ReadJob);

    public static Query<IReadOnlyList<Job>> JobsOf(Guid coachingId) =>
        new Query<Job>($"SELECT {JobColumns} FROM job WHERE coaching_id = {coachingId} ORDER BY started_on, id", ReadJob).All();

    public static Query<IReadOnlyList<WorkTrial>> WorkTrialsOf(Guid coachingId) =>
        new Query<WorkTrial>(
            $"SELECT id, coaching_id, client_id, employer_id, started_on, ends_on FROM work_trial WHERE coaching_id = {coachingId} ORDER BY started_on, id",
            row => new WorkTrial(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3), row.GetFieldValue<DateOnly>(4), row.GetFieldValue<DateOnly>(5))).All();

    public static Query<IReadOnlyList<Studies>> StudiesOf(Guid coachingId) =>
        new Query<Studies>(
            $"SELECT id, coaching_id, client_id, level, started_on FROM studies WHERE coaching_id = {coachingId} ORDER BY started_on, id",
            row => new Studies(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetFieldValue<DateOnly>(4))).All();

    public static Sql Insert(Job job) =>
        $"""
        INSERT INTO job (id, version, coaching_id, client_id, organisation, employer_id, sector, kind, open_labour_market, contract, weekly_hours, occupation, pay_subsidised, started_on, ended_on, end_reason)
        VALUES ({job.Id}, {job.Version}, {job.CoachingId}, {job.ClientId}, {job.Organisation}, {job.EmployerId}, {job.Sector}, {(int)job.Kind}, {job.OpenLabourMarket}, {(int)job.Contract},
          {job.WeeklyHours}, {job.Occupation}, {job.PaySubsidised}, {job.StartedOn}, {job.EndedOn}, {job.EndReason})
        """;

    /// <summary>The guard of the end of a job.</summary>
    public static Sql End(Job ended) =>
        $"UPDATE job SET version = {ended.Version}, ended_on = {ended.EndedOn}, end_reason = {ended.EndReason} WHERE id = {ended.Id} AND version = {ended.Version - 1}";

    public static Sql Insert(WorkTrial trial) =>
        $"INSERT INTO work_trial (id, coaching_id, client_id, employer_id, started_on, ends_on) VALUES ({trial.Id}, {trial.CoachingId}, {trial.ClientId}, {trial.EmployerId}, {trial.StartedOn}, {trial.EndsOn})";

    public static Sql Insert(Studies studies) =>
        $"INSERT INTO studies (id, coaching_id, client_id, level, started_on) VALUES ({studies.Id}, {studies.CoachingId}, {studies.ClientId}, {studies.Level}, {studies.StartedOn})";

    private static Sql JobColumns =>
        $"id, version, coaching_id, client_id, organisation, employer_id, sector, kind, open_labour_market, contract, weekly_hours, occupation, pay_subsidised, started_on, ended_on, end_reason";

    private static Job ReadJob(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Version = row.GetInt64(1),
        CoachingId = row.GetGuid(2),
        ClientId = row.GetGuid(3),
        Organisation = row.GetString(4),
        EmployerId = row.GetGuid(5),
        Sector = row.GetString(6),
        Kind = (JobKind)row.GetInt32(7),
        OpenLabourMarket = row.GetBoolean(8),
        Contract = (Contract)row.GetInt32(9),
        WeeklyHours = row.GetInt32(10),
        Occupation = row.GetString(11),
        PaySubsidised = row.GetBoolean(12),
        StartedOn = row.GetFieldValue<DateOnly>(13),
        EndedOn = row.Day(14),
        EndReason = row.GetString(15),
    };
}
