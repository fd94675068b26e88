namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Takes an answer back that was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ReopenFollowUp(FollowUpKind followUps, IBusinessClock clock)
{
    public void Validate(ReopenFollowUpRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<ReopenFollowUpResponse> Handle(ReopenFollowUpRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            followUp => followUp.Reopen(request.Reason, clock.Today),
            followUp => new ReopenFollowUpResponse { FollowUp = followUp });
    }
}
