using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>Coaching, and what it led to.</summary>
internal sealed class CoachingProjection : IProjection
{
    public string Name => "coaching";

    public IReadOnlySet<string> Types { get; } = Facets.Types(
        CoachingOpened.Descriptor, CoachingStarted.Descriptor, CoachingContactLogged.Descriptor, JobRecorded.Descriptor, JobEnded.Descriptor,
        WorkTrialRecorded.Descriptor, StudiesRecorded.Descriptor, CoachingEnded.Descriptor);

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => tx.ExecuteAsync(
        fact.Message switch
        {
            CoachingOpened opened =>
                $"""
                INSERT INTO coaching (coaching_id, {Names}, organisation, day, referral_id)
                VALUES ({Guid.Parse(opened.CoachingId)}, {opened.Client.Columns()}, {opened.Organisation}, {Day(opened.OpenedOn)},
                  {Id(opened.Referrer)})
                ON CONFLICT DO NOTHING
                """,
            CoachingStarted started =>
                $"""
                INSERT INTO coaching_started (coaching_id, measure_id, {Names}, organisation, coach, model, day, referral_id)
                VALUES ({Guid.Parse(started.CoachingId)}, {Id(started.MeasureId)}, {started.Client.Columns()},
                  {started.Organisation}, {started.Coach}, {started.Model}, {Day(started.StartedOn)}, {Id(started.Referrer)})
                ON CONFLICT DO NOTHING
                """,
            CoachingContactLogged contact =>
                $"""
                INSERT INTO coaching_contact (contact_id, coaching_id, party, employer_id, mode, matches_wishes, day)
                VALUES ({Guid.Parse(contact.ContactId)}, {Guid.Parse(contact.CoachingId)}, {contact.Party}, {Id(contact.EmployerId)},
                  {Code(contact.Mode)}, {contact.MatchesWishes}, {Day(contact.ContactedOn)})
                ON CONFLICT DO NOTHING
                """,
            JobRecorded job => Insert(job),
            JobEnded ended =>
                $"INSERT INTO job_end (job_id, reason, day) VALUES ({Guid.Parse(ended.JobId)}, {ended.Reason}, {Day(ended.EndedOn)}) ON CONFLICT DO NOTHING",
            WorkTrialRecorded trial =>
                $"""
                INSERT INTO work_trial (work_trial_id, {Names}, organisation, day, referral_id)
                VALUES ({Guid.Parse(trial.WorkTrialId)}, {trial.Client.Columns()}, {trial.Organisation}, {Day(trial.StartedOn)},
                  {Id(trial.Referrer)})
                ON CONFLICT DO NOTHING
                """,
            StudiesRecorded studies =>
                $"""
                INSERT INTO studies (studies_id, {Names}, organisation, level, day, referral_id)
                VALUES ({Guid.Parse(studies.StudiesId)}, {studies.Client.Columns()}, {studies.Organisation}, {studies.Level}, {Day(studies.StartedOn)},
                  {Id(studies.Referrer)})
                ON CONFLICT DO NOTHING
                """,
            CoachingEnded ended =>
                $"""
                INSERT INTO coaching_ended (coaching_id, measure_id, {Names}, organisation, outcome, day)
                VALUES ({Guid.Parse(ended.CoachingId)}, {Id(ended.MeasureId)}, {ended.Client.Columns()},
                  {ended.Organisation}, {ended.Outcome}, {Day(ended.EndedOn)})
                ON CONFLICT DO NOTHING
                """,
            _ => throw new InvalidOperationException($"{fact.Type} is not counted here."),
        },
        cancel);

    private static Sql Insert(JobRecorded job) =>
        $"""
        INSERT INTO job (job_id, coaching_id, {Names}, organisation,
          sector, kind, pay_subsidised, open_labour_market, contract, weekly_hours, day, referral_id)
        VALUES ({Guid.Parse(job.JobId)}, {Guid.Parse(job.CoachingId)}, {job.Client.Columns()}, {job.Organisation}, {job.Sector}, {job.Kind},
          {job.PaySubsidised}, {job.OpenLabourMarket}, {job.Contract}, {job.WeeklyHours}, {Day(job.StartedOn)}, {Id(job.Referrer)})
        ON CONFLICT DO NOTHING
        """;
}
