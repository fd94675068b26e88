using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>
/// Referrals and their tasks. A task's row is begun by whichever of its facts comes first, and belongs to who answers for it last:
/// one of several asked, or to whom it was transferred.
/// </summary>
internal sealed class ReferralsProjection : IProjection
{
    public string Name => "referrals";

    public IReadOnlySet<string> Types { get; } =
        Facets.Types(ReferralSubmitted.Descriptor, TaskRequested.Descriptor, TaskStatusChanged.Descriptor, OutcomeAcknowledged.Descriptor);

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => tx.ExecuteAsync(
        fact.Message switch
        {
            ReferralSubmitted referral => Insert(referral),
            TaskRequested task => Request(task, fact.Position),
            TaskStatusChanged change => Change(change, fact.Position),
            OutcomeAcknowledged acknowledged => Acknowledge(acknowledged),
            _ => throw new InvalidOperationException($"{fact.Type} is not counted here."),
        },
        cancel);

    private static Sql Insert(ReferralSubmitted referral) =>
        $"""
        INSERT INTO referral (referral_id, {Names}, organisation, sender_kind, reasons, day,
          referring_unit, referring_service, from_service)
        VALUES ({Guid.Parse(referral.ReferralId)}, {referral.Client.Columns()}, {referral.Sender},
          {referral.SenderKind}, {referral.Reasons.ToArray()}, {Day(referral.SubmittedAt)}, {referral.Referrer.Columns()})
        ON CONFLICT DO NOTHING
        """;

    private static Sql Request(TaskRequested task, long position) =>
        $"""
        INSERT INTO task (task_id, referral_id, {Names}, organisation, service, day, status, status_position,
          referring_unit, referring_service, from_service)
        VALUES ({Guid.Parse(task.TaskId)}, {Id(task.ReferralId)}, {task.Client.Columns()}, {task.Receiver}, {task.Service},
          {Day(task.RequestedAt)}, 'requested', {position}, {task.Referrer.Columns()})
        ON CONFLICT (task_id) DO UPDATE SET referral_id = excluded.referral_id, {Renewed},
          organisation = coalesce(nullif(task.organisation, ''), excluded.organisation), service = excluded.service, day = excluded.day,
          referring_unit = excluded.referring_unit, referring_service = excluded.referring_service, from_service = excluded.from_service
        """;

    private static Sql Change(TaskStatusChanged change, long position)
    {
        var day = Day(change.EffectiveAt);
        DateOnly? decided = change.Status is "accepted" or "rejected" ? day : null;
        DateOnly? ended = change.Status is "rejected" or "cancelled" or "completed" or "failed" ? day : null;
        return $"""
            INSERT INTO task (task_id, referral_id, organisation, status, status_position, outcome, decided_day, ended_day)
            VALUES ({Guid.Parse(change.TaskId)}, {Id(change.ReferralId)}, {change.Receiver}, {change.Status}, {position}, {change.Outcome},
              {decided}, {ended})
            ON CONFLICT (task_id) DO UPDATE SET
              referral_id = excluded.referral_id,
              organisation = CASE WHEN excluded.status_position > task.status_position AND excluded.organisation <> ''
                THEN excluded.organisation ELSE task.organisation END,
              status = CASE WHEN excluded.status_position > task.status_position THEN excluded.status ELSE task.status END,
              outcome = CASE WHEN excluded.status_position > task.status_position THEN excluded.outcome ELSE task.outcome END,
              status_position = greatest(task.status_position, excluded.status_position),
              decided_day = least(task.decided_day, excluded.decided_day),
              ended_day = least(task.ended_day, excluded.ended_day)
            """;
    }

    private static Sql Acknowledge(OutcomeAcknowledged acknowledged) =>
        $"""
        INSERT INTO task (task_id, status, status_position, acknowledged_day)
        VALUES ({Guid.Parse(acknowledged.TaskId)}, '', 0, {Day(acknowledged.AcknowledgedAt)})
        ON CONFLICT (task_id) DO UPDATE SET acknowledged_day = excluded.acknowledged_day
        """;
}
