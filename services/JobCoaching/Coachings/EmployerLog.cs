namespace Tyokyky.JobCoaching.Coachings;

/// <summary>
/// What EmployerRelations is told of the coaches' contacts with employers, without the client. Which is the organisation's first with an employer follows
/// from all that stand, so that one that is logged, told anew or taken back can change what another one is.
/// </summary>
internal sealed class EmployerLog(Database database)
{
    /// <summary>A contact as it was and as it is; null: it was not, or is no longer. Answers whether it is the first now.</summary>
    public async ValueTask<bool> TellAsync(Commit commit, Coaching coaching, CoachContact? before, CoachContact? now)
    {
        var isFirst = false;
        foreach (var employer in new[] { before?.EmployerId, now?.EmployerId }.OfType<Guid>().Distinct().Order())
        {
            var (was, becomes) = (At(employer, before), At(employer, now));
            var other = await OtherAsync(commit, coaching, employer, (before ?? now)!.Id, null);
            isFirst = becomes?.IsBefore(other) == true;
            var told = (was, becomes) switch
            {
                (_, null) => TakenBack(was!),
                (null, _) => Logged(now!, coaching, isFirst),
                _ => (IMessage)new CoachEmployerContactCorrected { Contact = Logged(now!, coaching, isFirst) },
            };
            commit.Fact(told, employer.ToString());
            TellOther(commit, other, was?.IsBefore(other) == true, isFirst);
        }

        return isFirst;
    }

    /// <summary>The coaching was a mistake, and its contacts with it.</summary>
    public async ValueTask TakeBackAsync(Commit commit, Coaching coaching)
    {
        var contacts = await In(commit).ListAsync(CoachingStore.EmployerContactsOf(coaching.Id), commit.Call.Cancel);
        foreach (var ofOne in contacts.GroupBy(contact => contact.EmployerId).OrderBy(group => group.Key))
        {
            var other = await OtherAsync(commit, coaching, ofOne.Key, null, coaching.Id);
            foreach (var contact in ofOne) { commit.Fact(TakenBack(contact), ofOne.Key.ToString()); }
            TellOther(commit, other, ofOne.Any(contact => contact.IsBefore(other)), isFirst: false);
        }
    }

    private static void TellOther(Commit commit, EmployerContact? other, bool wasFirst, bool isFirst)
    {
        if (other is not null && wasFirst != isFirst)
        {
            var changed = new CoachEmployerContactFirstChanged { ContactId = other.Id.ToString(), EmployerId = other.EmployerId.ToString(), First = wasFirst };
            commit.Fact(changed, changed.EmployerId);
        }
    }

    private static EmployerContact? At(Guid employer, CoachContact? contact) =>
        contact?.EmployerId == employer ? new EmployerContact(contact.Id, employer, contact.On) : null;

    private static CoachEmployerContactLogged Logged(CoachContact contact, Coaching coaching, bool first) => new()
    {
        ContactId = contact.Id.ToString(),
        EmployerId = contact.EmployerId!.Value.ToString(),
        Organisation = coaching.Organisation,
        Programme = coaching.Client.Programme,
        Purpose = contact.Purpose,
        First = first,
        Mode = contact.Mode,
        Minutes = contact.Minutes,
        ContactedOn = contact.On.ToDate(),
    };

    private static CoachEmployerContactEnteredInError TakenBack(EmployerContact contact) =>
        new() { ContactId = contact.Id.ToString(), EmployerId = contact.EmployerId.ToString() };

    // A reaction's own transaction may have changed what stands.
    private Reads In(Commit commit) => (Reads?)commit.Within ?? database;

    private async ValueTask<EmployerContact?> OtherAsync(Commit commit, Coaching coaching, Guid employer, Guid? but, Guid? butOf)
    {
        var other = await In(commit).OneAsync(CoachingStore.FirstWith(coaching.Organisation, employer, but, butOf), commit.Call.Cancel);
        commit.WhileFirst(other, coaching.Organisation, employer, but, butOf);
        return other;
    }
}
