namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Logs a contact with the client, an employer or the network.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class LogContact(CoachingKind coachings, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(LogContactRequest request, Check check) => check
        .OptionalCode("purpose", request.Purpose, CoachContact.Purposes, clock.CodeDay(request.ContactedOn))
        .Contact(request.Party, request.EmployerId, request.InClientsName, request.MatchesWishes);

    public Task<LogContactResponse> Handle(LogContactRequest request, Call call)
    {
        var contact = Compose(request);

        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            async (coaching, commit) =>
            {
                var logged = coaching.Log(contact);
                await database.RequireEmployerAsync(contact, call.Cancel);
                commit
                    .Add(CoachingStore.CoachContactRow.Insert(contact, coaching.Id, time.GetUtcNow()))
                    .Fact(CoachingFacts.Logged(contact, coaching), coaching.Client.Id.ToString());
                return logged;
            },
            coaching => new LogContactResponse { Coaching = coaching, ContactId = contact.Id.ToString() });
    }

    private CoachContact Compose(LogContactRequest request) => new(
        Guid.CreateVersion7(time.GetUtcNow()),
        request.Party,
        Ids.Optional(request.EmployerId),
        request.Mode,
        request.Minutes,
        clock.DayOrToday("contacted_on", request.ContactedOn),
        request.InClientsName,
        request.MatchesWishes,
        request.Purpose,
        request.Note);
}
