namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Nobody asks: there is nothing to follow.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class WithdrawFollowUp(FollowUpKind followUps, IBusinessClock clock)
{
    public void Validate(WithdrawFollowUpRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "follow-up-withdrawal-reason", clock.Today);

    public Task<WithdrawFollowUpResponse> Handle(WithdrawFollowUpRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            followUp => followUp.Withdraw(request.Reason, clock.Today),
            followUp => new WithdrawFollowUpResponse { FollowUp = followUp });
    }
}
