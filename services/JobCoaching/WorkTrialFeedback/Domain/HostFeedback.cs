namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>A work trial host's feedback: asked for by a link, answered at it once, or not in time.</summary>
internal sealed record HostFeedback : IAggregate<HostFeedback>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    public required Guid WorkTrialId { get; init; }

    /// <summary>Null: of a client without one.</summary>
    public required Guid? CoachingId { get; init; }

    public required Guid? EmployerId { get; init; }

    public required string FormVersion { get; init; }

    public required FormLanguage Language { get; init; }

    /// <summary>Who asks, as the form shows it.</summary>
    public required string AskedBy { get; init; }

    public required DateOnly RequestedOn { get; init; }

    public WorkTrialFeedbackState State { get; init; } = WorkTrialFeedbackState.Requested;

    /// <summary>Kept while it waits.</summary>
    public KeptContact Contact { get; init; } = KeptContact.None;

    /// <summary>Of the link that opens it; empty: none does. After the answer the same answer is known by it.</summary>
    public string LinkDigest { get; init; } = "";

    public DateOnly? LinkEndsOn { get; init; }

    public DateOnly? ReminderDueOn { get; init; }

    /// <summary>Links made after the first.</summary>
    public int Reminders { get; init; }

    /// <summary>That a reminder is due was told.</summary>
    public bool FellDue { get; init; }

    public IReadOnlyList<DomainAnswer> Answers { get; init; } = [];

    public string Overall { get; init; } = "";

    public bool HostTrained { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "work-trial-feedback";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public HostFeedback At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    /// <summary>With its first link.</summary>
    public (HostFeedback, Transition) Request(KeptContact contact, string linkDigest, FeedbackTimes times) => (
        Linked(contact, linkDigest, times, RequestedOn),
        new Transition(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(RequestedOn)));

    /// <summary>With another link, in the place of the one before.</summary>
    /// <param name="contact">Null: whoever it was.</param>
    public (HostFeedback, Transition) Renew(KeptContact? contact, string linkDigest, FeedbackTimes times, DateOnly today)
    {
        Require(FeedbackAction.RenewWorkTrialFeedback);
        if (contact is null && Contact == KeptContact.None)
        {
            throw FeedbackErrors.ContactRequired();
        }

        var renewed = this with { Reminders = Reminders + 1, EndedOn = null };
        return Moved(renewed.Linked(contact ?? Contact, linkDigest, times, today), WorkTrialFeedbackState.Requested, today, "reminded");
    }

    /// <summary>Whether its link opens the form on that day.</summary>
    public bool IsOpenOn(DateOnly day) => State == WorkTrialFeedbackState.Requested && day <= LinkEndsOn;

    /// <summary>Whether these very answers were given at its link, which still would be open.</summary>
    public bool IsSame(IReadOnlyList<DomainAnswer> answers, string overall, DateOnly day) =>
        State == WorkTrialFeedbackState.Answered && day <= LinkEndsOn && Overall == overall && Answers.SequenceEqual(answers);

    public (HostFeedback, Transition) Answer(IReadOnlyList<DomainAnswer> answers, string overall, bool hostTrained, DateOnly today)
    {
        Require(FeedbackAction.AnswerByLink);
        // The link opens nothing any more, but tells the same answer sent again from another.
        var settled = Settled(today) with { LinkDigest = LinkDigest, LinkEndsOn = LinkEndsOn };
        return Moved(settled with { Answers = answers, Overall = overall, HostTrained = hostTrained }, WorkTrialFeedbackState.Answered, today);
    }

    /// <summary>The link's last day has passed; null: it has not, or nobody waits.</summary>
    public (HostFeedback, Transition)? Expire(DateOnly today) =>
        State == WorkTrialFeedbackState.Requested && today > LinkEndsOn ? Moved(Settled(today), WorkTrialFeedbackState.Expired, today) : null;

    public (HostFeedback, Transition) Cancel(string reason, DateOnly today)
    {
        Require(FeedbackAction.CancelWorkTrialFeedback);
        return Moved(Settled(today) with { EndReason = reason }, WorkTrialFeedbackState.Cancelled, today, reason);
    }

    public (HostFeedback, Transition) EnterInError(string reason, DateOnly today)
    {
        Require(FeedbackAction.EnterWorkTrialFeedbackInError);
        return Moved(Settled(today) with { EndReason = reason }, WorkTrialFeedbackState.EnteredInError, today, reason);
    }

    /// <summary>A reminder's day has come; null when it has not, or that was told already.</summary>
    public (HostFeedback, Transition)? FallDue(DateOnly today) =>
        FellDue || ReminderDueOn is not { } due || due > today ? null : Moved(this with { FellDue = true }, State, due, "reminder-due");

    // From then on its link lets the host in until its last day.
    private HostFeedback Linked(KeptContact contact, string linkDigest, FeedbackTimes times, DateOnly today)
    {
        var (ends, reminder) = (today.AddDays(times.LinkDays), today.AddDays(times.ReminderDays));
        return this with
        {
            Contact = contact,
            LinkDigest = linkDigest,
            LinkEndsOn = ends,
            ReminderDueOn = Reminders < times.MostReminders && reminder <= ends ? reminder : null,
            FellDue = false,
        };
    }

    // Nobody waits any more: the contact is forgotten, and the link opens nothing.
    private HostFeedback Settled(DateOnly today) =>
        this with { Contact = KeptContact.None, LinkDigest = "", LinkEndsOn = null, ReminderDueOn = null, EndedOn = today };

    private (HostFeedback, Transition) Moved(HostFeedback now, WorkTrialFeedbackState to, DateOnly on, string reason = "") =>
        (now with { State = to }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(to), FinnishTime.StartOf(on), reason));

    private void Require(FeedbackAction action)
    {
        if (FeedbackTable.BlockedBy(action, State) is { } blocked)
        {
            throw FeedbackErrors.Blocked(blocked, this);
        }
    }
}

/// <summary>Whom the link was given to, and on which basis that is kept.</summary>
internal sealed record KeptContact(string Name, string Email, string Phone, string Basis)
{
    public static KeptContact None { get; } = new("", "", "", "");
}

/// <summary>What the host said of one domain.</summary>
internal sealed record DomainAnswer(string Domain, string Level, string Text);
