using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>The team's cases, meetings, plans and measures.</summary>
internal sealed class TeamProjection : IProjection
{
    public string Name => "team";

    public IReadOnlySet<string> Types { get; } =
        Facets.Types(CaseOpened.Descriptor, MeetingHeld.Descriptor, PlanMade.Descriptor, MeasureAgreed.Descriptor, CaseClosed.Descriptor);

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
                INSERT INTO measure (measure_id, {Names}, organisation, kind, voluntary, day)
                VALUES ({Guid.Parse(measure.MeasureId)}, {measure.Client.Columns()}, {measure.Provider},
                  {measure.Kind}, {measure.Voluntary}, {Day(measure.AgreedOn)})
                ON CONFLICT DO NOTHING
                """,
            CaseClosed closed =>
                $"""
                INSERT INTO case_closed (case_id, {Names}, organisation, outcome, day)
                VALUES ({Guid.Parse(closed.CaseId)}, {closed.Client.Columns()}, {closed.Organisation}, {closed.Outcome}, {Day(closed.ClosedOn)})
                ON CONFLICT DO NOTHING
                """,
            _ => throw new InvalidOperationException($"{fact.Type} is not counted here."),
        },
        cancel);

    private static Sql Insert(MeetingHeld meeting)
    {
        var (id, day) = (Guid.Parse(meeting.MeetingId), Day(meeting.HeldOn));
        return $"""
            WITH held AS (
              INSERT INTO meeting (meeting_id, organisation, mode, day)
              VALUES ({id}, {meeting.Organisation}, {Code(meeting.Mode)}, {day}) ON CONFLICT DO NOTHING
            )
            INSERT INTO handled_case (meeting_id, case_id, client_id, client_present, organisation, day)
            SELECT {id}, h.case_id, h.client_id, h.present = 1, {meeting.Organisation}, {day}
            FROM unnest({meeting.Cases.Select(handled => Guid.Parse(handled.CaseId)).ToArray()},
              {meeting.Cases.Select(handled => Guid.Parse(handled.ClientId)).ToArray()},
                        {meeting.Cases.Select(handled => handled.ClientPresent ? 1 : 0).ToArray()}) AS h (case_id, client_id, present)
            ON CONFLICT DO NOTHING
            """;
    }
}
