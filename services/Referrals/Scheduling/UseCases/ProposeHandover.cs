namespace Tyokyky.Referrals.UseCases;

/// <summary>Proposes the meeting of an accompanied hand-over (saattaen siirto), or another time for it.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class ProposeHandover(TaskChange change)
{
    public Task<ProposeHandoverResponse> Handle(ProposeHandoverRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.ProposeHandover, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Shape = check => check
                .Instant("starts_at", request.StartsAt)
                .Range("minutes", request.Minutes, 1, 1440)
                .Specified("mode", request.Mode)
                .MaxLength("place", request.Place, 200),
            Details = work => new MeetingDetails([PlanChecks.NotBefore(work.Step.At, "starts_at", request.StartsAt)], request.Minutes, request.Mode, request.Place),
        },
        request,
        call,
        referral => new ProposeHandoverResponse { Referral = referral });
}
