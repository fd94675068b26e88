namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Tells an answer anew as it was.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class CorrectFollowUp(FollowUpKind followUps, IBusinessClock clock)
{
    public void Validate(CorrectFollowUpRequest request, Check check) => check
        .OptionalCode("situation", request.Situation, "follow-up-situation", clock.CodeDay(request.AnsweredOn))
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today);

    public Task<CorrectFollowUpResponse> Handle(CorrectFollowUpRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            followUp => followUp.Correct(
                request.Situation,
                request.Note,
                request.AnsweredOn is null ? null : clock.DayOrToday("answered_on", request.AnsweredOn),
                request.Reason,
                clock.Today),
            followUp => new CorrectFollowUpResponse { FollowUp = followUp });
    }
}
