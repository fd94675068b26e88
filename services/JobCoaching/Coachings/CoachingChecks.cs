using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Employers;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>What several requests on coachings have in common.</summary>
internal static class CoachingChecks
{
    public static Check Wishes(this Check check, Proto.WorkWishes? wishes) => check.Within("wishes", wishes, static (within, told) => within
        .Occupations("occupations", told.Occupations)
        .Municipalities("municipalities", told.Municipalities));

    /// <summary>What an employer contact says, and no other.</summary>
    public static Check Contact(this Check check, ContactParty party, string employerId, string workplace, bool inClientsName, bool matchesWishes) =>
        party == ContactParty.Employer
        ? check.Uuid("employer_id", employerId)
        : check
            .That(employerId.Length == 0, "employer_id", "ONLY_FOR_EMPLOYER", "empty when the party is no employer")
            .That(workplace.Length == 0, "workplace", "ONLY_FOR_EMPLOYER", "empty when the party is no employer")
            .That(!inClientsName, "in_clients_name", "ONLY_FOR_EMPLOYER", "false when the party is no employer")
            .That(!matchesWishes, "matches_wishes", "ONLY_FOR_EMPLOYER", "false when the party is no employer");

    /// <summary>Refuses an employer that nobody registered.</summary>
    public static async ValueTask RequireEmployerAsync(this Database database, CoachContact contact, CancellationToken cancel)
    {
        if (contact.EmployerId is { } employer && await database.OneAsync(EmployerStore.SectorOf(employer), cancel) is null)
        {
            throw CoachingErrors.UnknownEmployer();
        }
    }

    /// <summary>Refuses a coach of whom the organisation has not told: anybody's could be entered otherwise. Whoever calls is known by the token.</summary>
    public static async ValueTask RequireCoachAsync(this Database database, string coach, DateOnly on, Call call, string field = "coach")
    {
        if (coach != call.Caller.Subject && await database.OneAsync(KnownReferralsStore.Worker(call.Caller.Organisation, coach, on), call.Cancel) is null)
        {
            throw CoachingErrors.WorkerUnknown(field);
        }
    }

    /// <summary>The same where naming nobody is no name.</summary>
    public static ValueTask RequireCoachIfNamedAsync(this Database database, string coach, DateOnly on, Call call) =>
        coach.Length == 0 ? ValueTask.CompletedTask : database.RequireCoachAsync(coach, on, call);
}
