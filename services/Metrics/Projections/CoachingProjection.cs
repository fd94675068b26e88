using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>Coaching, and its contacts. What was a mistake is forgotten: it counts nowhere, whatever is asked.</summary>
internal sealed class CoachingProjection : IProjection
{
    public string Name => "coaching";

    public IReadOnlySet<string> Types { get; } = Facets.Types(
        CoachingOpened.Descriptor, CoachingStarted.Descriptor, CoachingEnded.Descriptor, CoachingReturned.Descriptor, CoachingEnteredInError.Descriptor,
        CoachingContactLogged.Descriptor, CoachingContactCorrected.Descriptor, CoachingContactEnteredInError.Descriptor,
        JobRecorded.Descriptor, JobEnded.Descriptor, PaySubsidyChanged.Descriptor, WorkTrialRecorded.Descriptor, StudiesRecorded.Descriptor,
        ResultRecorded.Descriptor, ResultEnded.Descriptor, ResultCorrected.Descriptor, ResultEnteredInError.Descriptor);

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
            CoachingEnded ended =>
                $"""
                INSERT INTO coaching_ended (coaching_id, measure_id, {Names}, organisation, outcome, day)
                VALUES ({Guid.Parse(ended.CoachingId)}, {Id(ended.MeasureId)}, {ended.Client.Columns()},
                  {ended.Organisation}, {ended.Outcome}, {Day(ended.EndedOn)})
                ON CONFLICT DO NOTHING
                """,
            CoachingReturned returned => $"DELETE FROM coaching_ended WHERE coaching_id = {Guid.Parse(returned.CoachingId)}",
            CoachingEnteredInError mistake => Forget(Guid.Parse(mistake.CoachingId)),
            CoachingContactLogged contact => Contact(contact),
            CoachingContactCorrected corrected => Contact(corrected.Contact),
            CoachingContactEnteredInError mistake => $"DELETE FROM coaching_contact WHERE contact_id = {Guid.Parse(mistake.ContactId)}",
            { } other => ResultRows.Of(other) ?? throw new InvalidOperationException($"{fact.Type} is not counted here."),
            _ => throw new InvalidOperationException($"{fact.Type} is not known here."),
        },
        cancel);

    private static Sql Contact(CoachingContactLogged contact) =>
        $"""
        INSERT INTO coaching_contact (contact_id, coaching_id, party, employer_id, mode, matches_wishes, purpose, day)
        VALUES ({Guid.Parse(contact.ContactId)}, {Guid.Parse(contact.CoachingId)}, {contact.Party}, {Id(contact.EmployerId)},
          {Code(contact.Mode)}, {contact.MatchesWishes}, {contact.Purpose}, {Day(contact.ContactedOn)})
        ON CONFLICT (contact_id) DO UPDATE SET party = excluded.party, employer_id = excluded.employer_id, mode = excluded.mode,
          matches_wishes = excluded.matches_wishes, purpose = excluded.purpose, day = excluded.day
        """;

    // Its results are told of by themselves, and none of a mistaken coaching is left.
    private static Sql Forget(Guid coachingId) =>
        $"""
        WITH a AS (DELETE FROM coaching WHERE coaching_id = {coachingId}), b AS (DELETE FROM coaching_started WHERE coaching_id = {coachingId}),
          c AS (DELETE FROM coaching_ended WHERE coaching_id = {coachingId})
        DELETE FROM coaching_contact WHERE coaching_id = {coachingId}
        """;
}
