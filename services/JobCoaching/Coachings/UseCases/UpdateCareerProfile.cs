namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Writes the client's career profile anew.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class UpdateCareerProfile(CoachingKind coachings, IBusinessClock clock)
{
    public void Validate(UpdateCareerProfileRequest request, Check check) => check
        .Wishes(request.Wishes)
        .Within("profile", request.Profile, (profile, told) => profile
            .Each("skills", told.Skills, (each, skill) => each.OptionalDay(
                "recognised_on", skill.RecognisedOn, day => day <= clock.Today, "DAY_IN_FUTURE", "a day not in the future")));

    public Task<UpdateCareerProfileResponse> Handle(UpdateCareerProfileRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.Describe(request.Wishes?.ToDomain(), request.Profile?.ToDomain(), clock.Today),
            coaching => new UpdateCareerProfileResponse { Coaching = coaching });
    }
}
