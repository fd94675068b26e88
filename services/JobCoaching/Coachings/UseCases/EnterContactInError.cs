namespace Tyokyky.JobCoaching.Coachings;

/// <summary>The contact was a mistake.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EnterContactInError(CoachingKind coachings, EmployerLog log, IBusinessClock clock)
{
    public void Validate(EnterContactInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterContactInErrorResponse> Handle(EnterContactInErrorRequest request, Call call)
    {
        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.OfContact(Guid.Parse(request.ContactId)),
            async (coaching, commit) =>
            {
                var without = coaching.EnterContactInError(request.Reason, clock.Today);
                var contact = coaching.Contact!;
                commit
                    .Transition(contact.Became("entered-in-error", request.Reason, request.Note))
                    .Fact(CoachingFacts.Mistaken(contact, coaching), coaching.Client.Id.ToString());
                await log.TellAsync(commit, coaching, contact, null);
                return without;
            },
            coaching => new EnterContactInErrorResponse { Coaching = coaching });
    }
}
