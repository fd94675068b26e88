namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Logs a contact with the client, an employer or the network.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class LogContact(CoachingKind coachings, EmployerLog log, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(LogContactRequest request, Check check) => check
        .OptionalCode("purpose", request.Purpose, CoachContact.PurposesOf(request.Party), clock.CodeDay(request.ContactedOn))
        .Contact(request.Party, request.EmployerId, request.Workplace, request.InClientsName, request.MatchesWishes);

    public Task<LogContactResponse> Handle(LogContactRequest request, Call call)
    {
        var contact = Compose(request);
        var first = false;

        return coachings.ChangeAsync(
            request,
            call,
            CoachingStore.Whole(Guid.Parse(request.CoachingId)),
            async (coaching, commit) =>
            {
                var logged = coaching.Log(contact);
                await database.RequireEmployerAsync(contact, call.Cancel);
                commit
                    .Add(CoachingStore.CoachContactRow.Insert(
                        contact with { Programme = coaching.Client.Programme }, coaching.Id, coaching.Organisation, time.GetUtcNow()))
                    .Fact(CoachingFacts.Logged(contact, coaching), coaching.Client.Id.ToString());
                first = await log.TellAsync(commit, coaching, null, contact);
                return logged;
            },
            coaching => new LogContactResponse { Coaching = coaching, ContactId = contact.Id.ToString(), First = first });
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
        request.Note)
    {
        Workplace = request.Workplace,
    };
}
