using System.Collections.Immutable;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>A referral (ohjaus): the need, owned by its sender, with one task per organisation that is asked.</summary>
internal sealed record Referral : IAggregate<Referral>
{
    /// <summary>In place of the sender's organisation when the client made it.</summary>
    public const string Self = "client";

    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Sender { get; init; }

    public required string[] Reasons { get; init; }

    public required string Description { get; init; }

    public required string ReasonForClient { get; init; }

    public required Urgency Urgency { get; init; }

    public required string Programme { get; init; }

    /// <summary>The law that it rests on; empty: not said.</summary>
    public string LegalBasis { get; init; } = "";

    /// <summary>The client's municipality and age band at submission, as facts carry them.</summary>
    public required string Municipality { get; init; }

    public required DateOnly? BirthDate { get; init; }

    /// <summary>The rest of what facts carry of the client, as it was at submission.</summary>
    public required ClientBackground Background { get; init; }

    /// <summary>Who of the sender made it.</summary>
    public ReferringParty ReferredBy { get; init; } = ReferringParty.NotSaid;

    /// <summary>Null while it is a draft.</summary>
    public required DateTimeOffset? SubmittedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public ReferralOrigin Origin { get; init; } = ReferralOrigin.Professional;

    /// <summary>Oldest first.</summary>
    public DocumentLink[] Documents { get; init; } = [];

    /// <summary>The task that it is an onward referral from.</summary>
    public ParentTask? Parent { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<ReferralTask> Tasks { get; init; } = [];

    public string ObjectType => "referral";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Referral At(long version) => this with { Version = version };

    /// <summary>The same, loaded with its tasks.</summary>
    public Referral Of(IEnumerable<ReferralTask> tasks) => this with { Tasks = [.. tasks] };

    /// <summary>What the caller is to the referral as a whole.</summary>
    public Relation RelationOf(Caller caller)
    {
        var relation = IsSender(caller) ? Relation.Sender : Relation.None;
        foreach (var task in Tasks)
        {
            relation |= task.RelationOf(caller);
        }

        return relation;
    }

    /// <summary>True for the organisation whose referral it is.</summary>
    public bool IsSender(Caller caller) => Sender != Self && caller.ActsForOrganisation() && caller.Organisation == Sender;

    /// <summary>Whether the caller may learn who changed the referral or one of its tasks: the task is one that it sees.</summary>
    public bool TellsWho(Guid changedId, Caller caller) =>
        changedId == Id || IsSender(caller) || (Task(changedId).RelationOf(caller) & ~Relation.Asked) != Relation.None;

    public ReferralTask Task(Guid taskId) => Tasks.First(task => task.Id == taskId);

    /// <summary>Asks an organisation for a service: when the referral is made, and later by its sender or by whoever has accepted a task in it.</summary>
    /// <param name="by">Who of that organisation asks; null: of the sender, whoever made the referral.</param>
    public (Referral Referral, Transition Transition) Request(Guid taskId, string sender, Asked asked, DateTimeOffset at, ReferringParty? by = null)
    {
        var first = AskableSince(sender);
        if (at < first)
        {
            throw ReferralErrors.BeforePrevious(first, "requested_at");
        }

        return Begin(taskId, sender, asked.Receiver, asked.Service, TaskStatus.Requested, at, new TaskProgress { ReferredBy = PartyOf(sender, by) });
    }

    /// <summary>From when on that organisation may ask others in it: its sender since it was submitted, another since it accepted a task.</summary>
    public DateTimeOffset AskableSince(string sender)
    {
        if (SubmittedAt is not { } submitted)
        {
            throw ReferralErrors.IsDraft();
        }

        if (Tasks.Length == 0 || sender == Sender)
        {
            return submitted;
        }

        var taken = TakenBy(sender).ToList();
        return taken.Count > 0 ? taken.Min(task => task.DecidedAt ?? submitted) : throw ReferralErrors.NoAcceptedTask();
    }

    /// <summary>Asks several organisations at once: the first that accepts has the task.</summary>
    public (Referral Referral, Transition Transition) RequestOfSeveral(Guid taskId, Asked asked, DateTimeOffset at) =>
        Begin(
            taskId, Sender, "", asked.Service, TaskStatus.Requested, at,
            new TaskProgress { Pool = new TaskPool([.. asked.Receivers], []), ReferredBy = PartyOf(Sender, null) });

    /// <summary>True for an organisation that was a party once: it handed a task over, was offered one, or was asked with others.</summary>
    public bool HadParty(string organisation) => Tasks.Any(task =>
        task.Matters.Transfer?.From == organisation || task.Matters.Transfer?.To == organisation || task.Matters.Pool?.Asked.Contains(organisation) == true);

    /// <summary>The organisations that see what is added for a task, or (null) for all.</summary>
    public IEnumerable<string> Readers(Guid? taskId) => Tasks
        .Where(task => (taskId is null || task.Id == taskId) && task.RequestedAt is not null)
        .SelectMany(task => task.EligibleReceivers.Append(task.Sender).Append(task.Receiver))
        .Append(taskId is null ? Sender : "")
        .Where(organisation => organisation.Length > 0 && organisation != Self)
        .Distinct();

    /// <summary>Begins the task of a draft; receiver and service may be empty.</summary>
    public (Referral Referral, Transition Transition) Draft(Guid taskId, string receiver, string service, DateTimeOffset at) =>
        Begin(taskId, Sender, receiver, service, TaskStatus.Draft, at);

    /// <summary>Begins the task that revises a rejected one.</summary>
    public (Referral Referral, Transition Transition) Revise(
        ReferralTask rejected, Guid taskId, string receiver, string service, string note, DateTimeOffset at) =>
        Begin(taskId, rejected.Sender, receiver, service, TaskStatus.Draft, at,
            new TaskProgress { Revises = rejected.Id, RevisionNote = note, ReferredBy = rejected.Matters.ReferredBy });

    /// <summary>What a draft still lacks, as the fields are called.</summary>
    public IReadOnlyList<string> Missing(ReferralTask task) =>
    [
        .. Reasons.Length == 0 ? ["need.reasons"] : Array.Empty<string>(),
        .. ReasonForClient.Length == 0 ? ["need.reason_for_client"] : Array.Empty<string>(),
        .. task.Receiver.Length == 0 ? ["receiver"] : Array.Empty<string>(),
        .. task.Service.Length == 0 ? ["service"] : Array.Empty<string>(),
    ];

    /// <summary>Does what the table allows with one task; refuses by name what it does not.</summary>
    public (Referral Referral, Transition Transition) Do(TaskStep step, Guid taskId)
    {
        var before = Task(taskId);
        if (TaskBlocks.Of(step.Action, this, before, step.Side, step.At) is { } blocked)
        {
            throw ReferralErrors.Blocked(blocked, this, before, step.Side);
        }

        if (step.At < before.ChangedAt)
        {
            throw ReferralErrors.BeforePrevious(before.ChangedAt);
        }

        var (task, reason) = TaskSteps.Take(before, step);
        if (step.Action == TaskAction.SubmitDraft && task.Matters.ReferredBy is null)
        {
            task = task with { Matters = task.Matters with { ReferredBy = PartyOf(task.Sender, null) } };
        }

        var to = step.Action == TaskAction.AcknowledgeOutcome ? "acknowledged" : task.State;
        return (
            this with { Tasks = Tasks.Replace(before, task with { ChangedAt = step.At }) },
            new Transition(task.ObjectType, taskId, before.State, to, step.At, reason, step.Text));
    }

    // Who else than the sender asks came to the client by the task that it has taken.
    private ReferringParty? PartyOf(string sender, ReferringParty? by)
    {
        var party = sender == Sender
            ? by is null || by == ReferringParty.NotSaid ? ReferredBy : by with { FromService = ReferredBy.FromService }
            : (by ?? ReferringParty.NotSaid) with { FromService = TakenBy(sender).FirstOrDefault()?.Service ?? "" };
        return party == ReferringParty.NotSaid ? null : party;
    }

    private IEnumerable<ReferralTask> TakenBy(string receiver) =>
        Tasks.Where(task => task.Receiver == receiver && task.Status is TaskStatus.Accepted or TaskStatus.InProgress);

    private (Referral Referral, Transition Transition) Begin(
        Guid taskId, string sender, string receiver, string service, TaskStatus status, DateTimeOffset at, TaskProgress? matters = null)
    {
        var task = new ReferralTask
        {
            Id = taskId,
            ReferralId = Id,
            ClientId = ClientId,
            Sender = sender,
            Receiver = receiver,
            Service = service,
            Status = status,
            RequestedAt = status == TaskStatus.Draft ? null : at,
            Matters = matters ?? TaskProgress.Nothing,
            ChangedAt = at,
        };
        return (this with { Tasks = Tasks.Add(task) }, new Transition("task", taskId, "", StateCode.Of(status), at));
    }
}

/// <summary>A reference to a document.</summary>
/// <param name="TaskId">The task whose sides see it; null: every party of the referral.</param>
internal sealed record DocumentLink(
    Guid Id, Guid? TaskId, string Type, DateOnly Dated, string Holder, string System, string Value, string AddedBy, DateTimeOffset AddedAt);

/// <summary>Where an onward referral comes from.</summary>
internal sealed record ParentTask(Guid ReferralId, Guid TaskId);

/// <summary>The unit or service that refers the client (ohjaava taho).</summary>
/// <param name="UnitName">As it was called then.</param>
/// <param name="FromService">The service that the client came from, of an onward referral.</param>
internal sealed record ReferringParty(Guid? UnitId, string UnitName, string Service, string FromService)
{
    public static ReferringParty NotSaid { get; } = OfService("");

    public static ReferringParty OfService(string service) => new(null, "", service, "");
}
