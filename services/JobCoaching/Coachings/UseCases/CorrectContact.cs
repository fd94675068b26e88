namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Tells a contact anew as it was.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class CorrectContact(CoachingKind coachings, EmployerLog log, Database database, IBusinessClock clock)
{
    public void Validate(CorrectContactRequest request, Check check) => check
        .OptionalCode("purpose", request.Purpose, CoachContact.PurposesOf(request.Party), clock.CodeDay(request.ContactedOn))
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today)
        .Contact(request.Party, request.EmployerId, request.Workplace, request.InClientsName, request.MatchesWishes);

    public Task<CorrectContactResponse> Handle(CorrectContactRequest request, Call call)
    {
        var contact = Compose(request);

        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.OfContact(contact.Id),
            async (coaching, commit) =>
            {
                var corrected = coaching.Correct(contact, request.Reason);
                await database.RequireEmployerAsync(contact, call.Cancel);
                commit
                    .Transition(contact.Became("recorded", request.Reason))
                    .Fact(new CoachingContactCorrected { Contact = CoachingFacts.Logged(contact, coaching) }, coaching.Client.Id.ToString());
                await log.TellAsync(commit, coaching, coaching.Contact, contact);
                return corrected;
            },
            coaching => new CorrectContactResponse { Coaching = coaching });
    }

    private CoachContact Compose(CorrectContactRequest request) => new(
        Guid.Parse(request.ContactId),
        request.Party,
        Ids.Optional(request.EmployerId),
        request.Mode,
        request.Minutes,
        clock.DayOrToday("contacted_on", request.ContactedOn),
        request.InClientsName,
        request.MatchesWishes,
        request.Purpose,
        request.Note)
    {
        Workplace = request.Workplace,
    };
}
