namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Logs a contact with the client, an employer or the network.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class LogContact(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<LogContactResponse> Handle(LogContactRequest request, Call call)
    {
        CheckShape(request);
        var contact = Compose(request);

        var (coaching, sector) = await unitOfWork.LoadAsync(call, request, CoachingStore.ById(Guid.Parse(request.CoachingId)), EmployerStore.SectorOf(contact.EmployerId ?? Guid.Empty));
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        if (call.Replay<LogContactResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, coaching.Etag);
        var (logged, transition) = coaching.Log(contact);
        if (contact.EmployerId is not null && sector is null)
        {
            throw CoachingErrors.UnknownEmployer();
        }

        return await unitOfWork.Commit(call, request)
            .Guard(CoachingStore.Update(logged))
            .Add(CoachingStore.Insert(logged.Id, contact, time.GetUtcNow()))
            .Transition(transition)
            .Fact(FactOf(contact, logged), logged.Client.Id.ToString())
            .LogChange(logged.Client.Id, logged.ObjectType, logged.Id)
            .SaveAsync(new LogContactResponse { Coaching = logged.ToMessage(), ContactId = contact.Id.ToString() });
    }

    private static void CheckShape(LogContactRequest request) => Check.Shape(check =>
    {
        check
            .Uuid("coaching_id", request.CoachingId)
            .Specified("party", request.Party)
            .Specified("mode", request.Mode)
            .Range("minutes", request.Minutes, 0, 1440)
            .OptionalDay("contacted_on", request.ContactedOn)
            .MaxLength("note", request.Note, 2000);
        if (request.Party == ContactParty.Employer)
        {
            check.Uuid("employer_id", request.EmployerId);
        }
        else
        {
            check
                .That(request.EmployerId.Length == 0, "employer_id", "ONLY_FOR_EMPLOYER", "empty when the party is no employer")
                .That(!request.InClientsName, "in_clients_name", "ONLY_FOR_EMPLOYER", "false when the party is no employer")
                .That(!request.MatchesWishes, "matches_wishes", "ONLY_FOR_EMPLOYER", "false when the party is no employer");
        }
    });

    private CoachContact Compose(LogContactRequest request) => new(
        Guid.CreateVersion7(time.GetUtcNow()),
        request.Party,
        Ids.Optional(request.EmployerId),
        request.Mode,
        request.Minutes,
        clock.DayOrToday("contacted_on", request.ContactedOn),
        request.InClientsName,
        request.MatchesWishes,
        request.Note);

    private static CoachingContactLogged FactOf(CoachContact contact, Coaching coaching) => new()
    {
        ContactId = contact.Id.ToString(),
        CoachingId = coaching.Id.ToString(),
        ClientId = coaching.Client.Id.ToString(),
        Party = contact.Party switch
        {
            ContactParty.Client => "client",
            ContactParty.Employer => "employer",
            _ => "network",
        },
        EmployerId = contact.EmployerId?.ToString() ?? "",
        Mode = contact.Mode,
        Minutes = contact.Minutes,
        MatchesWishes = contact.MatchesWishes,
        ContactedOn = contact.On.ToDate(),
    };
}
