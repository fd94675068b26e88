namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Records what employers may be told of the client, and where support may happen.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class SetDisclosure(CoachingKind coachings, IBusinessClock clock)
{
    public void Validate(SetDisclosureRequest request, Check check) => check.Within("disclosure", request.Disclosure, (disclosure, told) => disclosure
        .Codes("places", told.Places, "support-place", clock.Today)
        .That(told.Places.Distinct().Count() == told.Places.Count, "places", "VALUE_TWICE", "each place once"));

    public Task<SetDisclosureResponse> Handle(SetDisclosureRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            coaching => coaching.Disclose(request.Disclosure.Preference, request.Disclosure.Note, [.. request.Disclosure.Places], clock.Today),
            coaching => new SetDisclosureResponse { Coaching = coaching });
    }
}
