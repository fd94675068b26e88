namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Records what the client tells of the situation.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class AnswerFollowUp(FollowUpKind followUps, IBusinessClock clock)
{
    public void Validate(AnswerFollowUpRequest request, Check check) =>
        check.OptionalCode("situation", request.Situation, "follow-up-situation", clock.CodeDay(request.AnsweredOn));

    public Task<AnswerFollowUpResponse> Handle(AnswerFollowUpRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            followUp => followUp.Answer(
                new Attempt(clock.DayOrToday("answered_on", request.AnsweredOn), request.Mode, Reached: true), request.Situation, request.Note),
            followUp => new AnswerFollowUpResponse { FollowUp = followUp });
    }
}
