namespace Tyokyky.JobCoaching.Coachings;

/// <summary>The coach's contacts: logged, told anew, taken back.</summary>
internal sealed partial record Coaching
{
    // Which purposes may come after the coaching's end is said by their code.
    private const string AfterEnd = "after-end";

    /// <summary>One more contact. The client decides whether employers hear of the client.</summary>
    public (Coaching Coaching, Transition Transition) Log(CoachContact contact)
    {
        MustAllow(CoachingAction.LogContact);
        if (State == CoachingState.Ended && !Contracts.CodeSystem.Get(contact.Purposes).Has(contact.Purpose, AfterEnd, contact.On))
        {
            throw CoachingErrors.Blocked("COACHING_ENDED", this);
        }

        MustBePossible(contact);
        return To(State, contact.On, this with { Contacts = Contacts.With(contact.Party, 1) }, "contact");
    }

    /// <summary>The contact as it was.</summary>
    public (Coaching Coaching, Transition Transition) Correct(CoachContact contact, string reason)
    {
        MustBeNoMistake(CoachingAction.CorrectContact);
        MustBePossible(contact);
        var next = this with { Contact = contact, Contacts = Contacts.With(Contact!.Party, -1).With(contact.Party, 1) };
        return To(State, contact.On, next, $"contact-{reason}");
    }

    /// <summary>The contact was none.</summary>
    public (Coaching Coaching, Transition Transition) EnterContactInError(string reason, DateOnly today)
    {
        MustBeNoMistake(CoachingAction.EnterContactInError);
        var next = this with { Contact = Contact! with { ErrorReason = reason }, Contacts = Contacts.With(Contact.Party, -1) };
        return To(State, today, next, "contact-entered-in-error");
    }

    private void MustBeNoMistake(CoachingAction action)
    {
        MustAllow(action);
        if (Contact!.ErrorReason.Length > 0)
        {
            throw CoachingErrors.ContactEnteredInError(Contact);
        }
    }

    private void MustBePossible(CoachContact contact)
    {
        MustNotPrecedeOpening("contacted_on", contact.On);
        if (contact is { Party: ContactParty.Employer, InClientsName: true } && Wishes.Disclosure == DisclosurePreference.Refused)
        {
            throw CoachingErrors.DisclosureRefused(this);
        }
    }
}

/// <summary>A contact of the coach.</summary>
internal sealed record CoachContact(
    Guid Id, ContactParty Party, Guid? EmployerId, Contracts.Common.V1.Mode Mode, int Minutes, DateOnly On,
    bool InClientsName, bool MatchesWishes, string Purpose, string Note, string ErrorReason = "")
{
    public const string ObjectType = "coaching-contact";

    /// <summary>The workplace of an employer contact, as far as it is known.</summary>
    public string Workplace { get; init; } = "";

    /// <summary>The coaching's.</summary>
    public string Programme { get; init; } = "";

    /// <summary>Whether it is the organisation's first with that employer: it follows from all that stand.</summary>
    public bool First { get; init; }

    public string Purposes => PurposesOf(Party);

    /// <summary>With employers other things are talked about than with the client and the network.</summary>
    public static string PurposesOf(ContactParty party) => party == ContactParty.Employer ? "employer-contact-purpose" : "coaching-contact-purpose";

    /// <summary>For its own history, beside the coaching's.</summary>
    public Transition Became(string state, string reason, string note = "") =>
        new(ObjectType, Id, "recorded", state, FinnishTime.StartOf(On), reason, note);
}

/// <summary>A contact with an employer, as far as it matters which came first.</summary>
internal sealed record EmployerContact(Guid Id, Guid EmployerId, DateOnly On)
{
    /// <summary>By day, then in the order in which they were recorded.</summary>
    public bool IsBefore(EmployerContact? other) => other is null || (On, Id).CompareTo((other.On, other.Id)) < 0;
}

/// <summary>Contacts so far, by party.</summary>
internal readonly record struct ContactTally(int Client, int Employer, int Network)
{
    public ContactTally With(ContactParty party, int more) => party switch
    {
        ContactParty.Client => this with { Client = Client + more },
        ContactParty.Employer => this with { Employer = Employer + more },
        _ => this with { Network = Network + more },
    };
}
