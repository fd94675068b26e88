namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Agrees on another day for the next attempt.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class RescheduleFollowUp(FollowUpKind followUps, IBusinessClock clock)
{
    public Task<RescheduleFollowUpResponse> Handle(RescheduleFollowUpRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            followUp => followUp.Reschedule(request.NextAttemptOn?.ToDay() ?? clock.Today, clock.Today),
            followUp => new RescheduleFollowUpResponse { FollowUp = followUp });
    }
}
