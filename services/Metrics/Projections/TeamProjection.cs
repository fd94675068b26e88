using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>The team's cases, meetings, plans and measures, as they were corrected; what was a mistake is gone, and what it alone brought about.</summary>
internal sealed class TeamProjection : IProjection
{
    public string Name => "team";

    public IReadOnlySet<string> Types { get; } =
        Facets.Types(
            CaseOpened.Descriptor, MeetingHeld.Descriptor, PlanMade.Descriptor, MeasureAgreed.Descriptor, CaseClosed.Descriptor, CaseCorrected.Descriptor,
            CaseEnteredInError.Descriptor, MeetingCorrected.Descriptor, MeetingEnteredInError.Descriptor);

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => tx.ExecuteAsync(
        fact.Message switch
        {
            CaseOpened opened =>
                $"""
                INSERT INTO team_case (case_id, task_id, {Names}, organisation, day, referral_id)
                VALUES ({Guid.Parse(opened.CaseId)}, {Id(opened.TaskId)}, {opened.Client.Columns()}, {opened.Organisation}, {Day(opened.OpenedOn)},
                  {Id(opened.Referrer)})
                ON CONFLICT DO NOTHING
                """,
            MeetingHeld meeting => Insert(meeting),
            PlanMade plan =>
                $"""
                INSERT INTO plan_version (plan_id, version, case_id, {Names}, organisation, goals, day)
                VALUES ({Guid.Parse(plan.PlanId)}, {plan.Version}, {Guid.Parse(plan.CaseId)},
                  {plan.Client.Columns()}, {plan.Organisation}, {plan.Goals}, {Day(plan.MadeOn)})
                ON CONFLICT DO NOTHING
                """,
            // The organisation whose work it is: the one that provides it.
            MeasureAgreed measure =>
                $"""
                INSERT INTO measure (measure_id, case_id, {Names}, organisation, kind, voluntary, day)
                VALUES ({Guid.Parse(measure.MeasureId)}, {Id(measure.CaseId)}, {measure.Client.Columns()}, {measure.Provider},
                  {measure.Kind}, {measure.Voluntary}, {Day(measure.AgreedOn)})
                ON CONFLICT DO NOTHING
                """,
            CaseClosed closed =>
                $"""
                INSERT INTO case_closed (case_id, {Names}, organisation, outcome, day)
                VALUES ({Guid.Parse(closed.CaseId)}, {closed.Client.Columns()}, {closed.Organisation}, {closed.Outcome}, {Day(closed.ClosedOn)})
                ON CONFLICT DO NOTHING
                """,
            CaseCorrected corrected => Correct(corrected),
            CaseEnteredInError mistake => Forget(mistake),
            MeetingCorrected corrected => Correct(corrected.Meeting),
            MeetingEnteredInError mistake =>
                $"""
                WITH handled AS (DELETE FROM handled_case WHERE meeting_id = {Guid.Parse(mistake.MeetingId)})
                DELETE FROM meeting WHERE meeting_id = {Guid.Parse(mistake.MeetingId)}
                """,
            _ => throw new InvalidOperationException($"{fact.Type} is not counted here."),
        },
        cancel);

    private static Sql Insert(MeetingHeld meeting) =>
        $"""
        WITH held AS (
          INSERT INTO meeting (meeting_id, organisation, mode, day)
          VALUES ({Guid.Parse(meeting.MeetingId)}, {meeting.Organisation}, {Code(meeting.Mode)}, {Day(meeting.HeldOn)}) ON CONFLICT DO NOTHING
        )
        INSERT INTO handled_case (meeting_id, case_id, client_id, client_present, organisation, day)
        {Handled(meeting)}
        ON CONFLICT DO NOTHING
        """;

    // What was handled cannot be corrected, only how.
    private static Sql Correct(MeetingHeld meeting) =>
        $"""
        WITH held AS (
          UPDATE meeting SET mode = {Code(meeting.Mode)}, day = {Day(meeting.HeldOn)} WHERE meeting_id = {Guid.Parse(meeting.MeetingId)}
        )
        INSERT INTO handled_case (meeting_id, case_id, client_id, client_present, organisation, day)
        {Handled(meeting)}
        ON CONFLICT (case_id, meeting_id) DO UPDATE SET client_present = excluded.client_present, day = excluded.day
        """;

    private static Sql Handled(MeetingHeld meeting) =>
        $"""
        SELECT {Guid.Parse(meeting.MeetingId)}, h.case_id, h.client_id, h.present = 1, {meeting.Organisation}, {Day(meeting.HeldOn)}
        FROM unnest({meeting.Cases.Select(handled => Guid.Parse(handled.CaseId)).ToArray()},
          {meeting.Cases.Select(handled => Guid.Parse(handled.ClientId)).ToArray()},
          {meeting.Cases.Select(handled => handled.ClientPresent ? 1 : 0).ToArray()}) AS h (case_id, client_id, present)
        WHERE NOT EXISTS (SELECT FROM mistaken_case m WHERE m.case_id = h.case_id)
        """;

    private static Sql Correct(CaseCorrected corrected) =>
        $"""
        WITH closed AS (
          UPDATE case_closed SET outcome = {corrected.Outcome}, day = {corrected.ClosedOn?.ToDay()}
          WHERE case_id = {Guid.Parse(corrected.CaseId)} AND {corrected.ClosedOn is not null}
        )
        UPDATE team_case SET day = {Day(corrected.OpenedOn)} WHERE case_id = {Guid.Parse(corrected.CaseId)}
        """;

    private static Sql Forget(CaseEnteredInError mistake)
    {
        var id = Guid.Parse(mistake.CaseId);
        return $"""
            WITH handled AS (DELETE FROM handled_case WHERE case_id = {id}),
              plans AS (DELETE FROM plan_version WHERE case_id = {id}),
              measures AS (DELETE FROM measure WHERE case_id = {id}),
              closed AS (DELETE FROM case_closed WHERE case_id = {id}),
              opened AS (DELETE FROM team_case WHERE case_id = {id})
            INSERT INTO mistaken_case (case_id) VALUES ({id}) ON CONFLICT DO NOTHING
            """;
    }
}
