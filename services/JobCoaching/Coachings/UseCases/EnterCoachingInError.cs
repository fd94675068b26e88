namespace Tyokyky.JobCoaching.Coachings;

/// <summary>The coaching was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterCoachingInError(CoachingKind coachings, Database database, IBusinessClock clock)
{
    public void Validate(EnterCoachingInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterCoachingInErrorResponse> Handle(EnterCoachingInErrorRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            async (coaching, commit) =>
            {
                var hasResults = await database.OneAsync(CoachingStore.HasResults(coaching.Id), call.Cancel);
                // A result changes nothing in its coaching's version.
                commit.Lock(CoachingStore.Lock(coaching.Id)).GuardAbsence(CoachingStore.ResultsOf(coaching.Id));
                return coaching.EnterInError(request.Reason, request.Note, hasResults, clock.Today);
            },
            coaching => new EnterCoachingInErrorResponse { Coaching = coaching });
    }
}
