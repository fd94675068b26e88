using Tyokyky.JobCoaching.Employers;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Logs a contact with the client, an employer or the network.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class LogContact(CoachingKind coachings, Database database, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(LogContactRequest request, Check check)
    {
        if (request.Party == ContactParty.Employer)
        {
            check.Uuid("employer_id", request.EmployerId);
            return;
        }

        check
            .That(request.EmployerId.Length == 0, "employer_id", "ONLY_FOR_EMPLOYER", "empty when the party is no employer")
            .That(!request.InClientsName, "in_clients_name", "ONLY_FOR_EMPLOYER", "false when the party is no employer")
            .That(!request.MatchesWishes, "matches_wishes", "ONLY_FOR_EMPLOYER", "false when the party is no employer");
    }

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
                if (contact.EmployerId is { } employer && await database.OneAsync(EmployerStore.SectorOf(employer), call.Cancel) is null)
                {
                    throw CoachingErrors.UnknownEmployer();
                }

                commit
                    .Add(CoachingStore.CoachContactRow.Insert(contact, coaching.Id, time.GetUtcNow()))
                    .Fact(FactOf(contact, coaching), coaching.Client.Id.ToString());
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
