using Google.Protobuf;
using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>
/// Rows of results. A result that is told anew takes the place of what was told of it, its end and changes included; one that was a mistake has none.
/// </summary>
internal static class ResultRows
{
    /// <summary>Null for a fact that is of no result.</summary>
    public static Sql? Of(IMessage fact) => fact switch
    {
        JobRecorded job => Insert(job),
        JobEnded ended =>
            $"INSERT INTO job_end (job_id, reason, day) VALUES ({Guid.Parse(ended.JobId)}, {ended.Reason}, {Day(ended.EndedOn)}) ON CONFLICT DO NOTHING",
        PaySubsidyChanged changed =>
            $"""
            INSERT INTO job_subsidy (job_id, pay_subsidised, day) VALUES ({Guid.Parse(changed.JobId)}, {changed.PaySubsidised}, {Day(changed.FromDay)})
            ON CONFLICT DO NOTHING
            """,
        WorkTrialRecorded trial => Insert(trial),
        StudiesRecorded studies => Insert(studies),
        ResultRecorded other => Insert(other),
        ResultEnded ended => End(Guid.Parse(ended.ResultId), ended.Outcome, Day(ended.EndedOn)),
        ResultCorrected corrected => Anew(corrected),
        ResultEnteredInError mistake => Forget(mistake.Type, Guid.Parse(mistake.ResultId)),
        _ => null,
    };

    private static Sql Insert(JobRecorded job) =>
        $"""
        INSERT INTO job (job_id, coaching_id, {Names}, organisation, employer_id,
          sector, kind, pay_subsidised, open_labour_market, contract, weekly_hours, working_time, day, referral_id)
        VALUES ({Guid.Parse(job.JobId)}, {Id(job.CoachingId)}, {job.Client.Columns()}, {job.Organisation}, {Id(job.EmployerId)}, {job.Sector}, {job.Kind},
          {job.PaySubsidised}, {job.OpenLabourMarket}, {job.Contract}, {job.WeeklyHours}, {job.WorkingTime}, {Day(job.StartedOn)},
          {Id(job.Referrer)})
        ON CONFLICT (job_id) DO UPDATE SET employer_id = excluded.employer_id, sector = excluded.sector, kind = excluded.kind,
          pay_subsidised = excluded.pay_subsidised, open_labour_market = excluded.open_labour_market, contract = excluded.contract,
          weekly_hours = excluded.weekly_hours, working_time = excluded.working_time, day = excluded.day
        """;

    private static Sql Insert(WorkTrialRecorded trial) =>
        $"""
        INSERT INTO work_trial (work_trial_id, coaching_id, {Names}, organisation, day, referral_id)
        VALUES ({Guid.Parse(trial.WorkTrialId)}, {Id(trial.CoachingId)}, {trial.Client.Columns()}, {trial.Organisation}, {Day(trial.StartedOn)},
          {Id(trial.Referrer)})
        ON CONFLICT (work_trial_id) DO UPDATE SET day = excluded.day
        """;

    private static Sql Insert(StudiesRecorded studies) =>
        $"""
        INSERT INTO studies (studies_id, coaching_id, {Names}, organisation, level, day, referral_id)
        VALUES ({Guid.Parse(studies.StudiesId)}, {Id(studies.CoachingId)}, {studies.Client.Columns()}, {studies.Organisation}, {studies.Level},
          {Day(studies.StartedOn)}, {Id(studies.Referrer)})
        ON CONFLICT (studies_id) DO UPDATE SET level = excluded.level, day = excluded.day
        """;

    private static Sql Insert(ResultRecorded other) =>
        $"""
        INSERT INTO result (result_id, coaching_id, {Names}, organisation, type, rehabilitation_path, day, referral_id)
        VALUES ({Guid.Parse(other.ResultId)}, {Id(other.CoachingId)}, {other.Client.Columns()}, {other.Organisation}, {other.Type},
          {other.RehabilitationPath}, {Day(other.StartedOn)}, {Id(other.Referrer)})
        ON CONFLICT (result_id) DO UPDATE SET rehabilitation_path = excluded.rehabilitation_path, day = excluded.day
        """;

    private static Sql End(Guid id, string outcome, DateOnly day) =>
        $"INSERT INTO result_end (result_id, outcome, day) VALUES ({id}, {outcome}, {day}) ON CONFLICT DO NOTHING";

    // The parts of one statement do not see one another: what is to stand is written over what stood, and the rest deleted.
    private static Sql Anew(ResultCorrected corrected) => corrected.ResultCase switch
    {
        ResultCorrected.ResultOneofCase.Job => JobAnew(Guid.Parse(corrected.Job.JobId), corrected),
        ResultCorrected.ResultOneofCase.WorkTrial => Anew(Insert(corrected.WorkTrial), Guid.Parse(corrected.WorkTrial.WorkTrialId), corrected),
        ResultCorrected.ResultOneofCase.Studies => Anew(Insert(corrected.Studies), Guid.Parse(corrected.Studies.StudiesId), corrected),
        _ => Anew(Insert(corrected.Other), Guid.Parse(corrected.Other.ResultId), corrected),
    };

    private static Sql JobAnew(Guid id, ResultCorrected corrected)
    {
        var days = corrected.PaySubsidyChanges.Select(change => Day(change.FromDay)).ToArray();
        Sql end = corrected.EndedOn is null
            ? $"DELETE FROM job_end WHERE job_id = {id}"
            : (Sql)$"""
                INSERT INTO job_end (job_id, reason, day) VALUES ({id}, {corrected.EndReason}, {Day(corrected.EndedOn)})
                ON CONFLICT (job_id) DO UPDATE SET reason = excluded.reason, day = excluded.day
                """;
        return $"""
            WITH anew AS ({Insert(corrected.Job)}), unsubsidised AS (DELETE FROM job_subsidy WHERE job_id = {id} AND day <> ALL({days}))
            {end}
            """;
    }

    private static Sql Anew(Sql insert, Guid id, ResultCorrected corrected)
    {
        Sql end = corrected.EndedOn is null
            ? $"DELETE FROM result_end WHERE result_id = {id}"
            : (Sql)$"""
                INSERT INTO result_end (result_id, outcome, day) VALUES ({id}, {corrected.Outcome}, {Day(corrected.EndedOn)})
                ON CONFLICT (result_id) DO UPDATE SET outcome = excluded.outcome, day = excluded.day
                """;
        return $"WITH anew AS ({insert}) {end}";
    }

    private static Sql Forget(string type, Guid id) => type switch
    {
        "job" =>
            $"""
            WITH a AS (DELETE FROM job_end WHERE job_id = {id}), b AS (DELETE FROM job_subsidy WHERE job_id = {id})
            DELETE FROM job WHERE job_id = {id}
            """,
        "work-trial" => $"WITH a AS (DELETE FROM result_end WHERE result_id = {id}) DELETE FROM work_trial WHERE work_trial_id = {id}",
        "studies" => $"WITH a AS (DELETE FROM result_end WHERE result_id = {id}) DELETE FROM studies WHERE studies_id = {id}",
        _ => $"WITH a AS (DELETE FROM result_end WHERE result_id = {id}) DELETE FROM result WHERE result_id = {id}",
    };
}
