using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>A referral (ohjaus): the need, owned by its sender, with one task per organisation that is asked.</summary>
internal sealed record Referral : IVersioned
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Sender { get; init; }

    public required string[] Reasons { get; init; }

    public required string Description { get; init; }

    public required string ReasonForClient { get; init; }

    public required Urgency Urgency { get; init; }

    public required string Programme { get; init; }

    /// <summary>The client's municipality and age band at submission, as facts carry them.</summary>
    public required string Municipality { get; init; }

    public required DateOnly? BirthDate { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public long Version { get; init; } = 1;

    public List<ReferralTask> Tasks { get; init; } = [];

    public string ObjectType => "referral";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    /// <summary>As it will be once the change is committed.</summary>
    public Referral Bumped() => this with { Version = Version + 1 };

    /// <summary>What the caller is to the referral as a whole.</summary>
    public Relation RelationOf(Caller caller)
    {
        var relation = caller.Organisation == Sender ? Relation.Sender : Relation.None;
        foreach (var task in Tasks)
        {
            relation |= task.RelationOf(caller.Organisation);
        }

        return relation;
    }

    public ReferralTask Task(Guid taskId) => Tasks.First(task => task.Id == taskId);

    /// <summary>Asks an organisation for a service; first when the referral is made, later by whoever has accepted a task in it.</summary>
    public (ReferralTask Task, Transition Transition) Request(Guid taskId, string sender, string receiver, string service, DateTimeOffset at)
    {
        if (Tasks.Count > 0 && !Tasks.Exists(task => task.Receiver == sender && task.Status is TaskStatus.Accepted or TaskStatus.InProgress))
        {
            throw ReferralErrors.NoAcceptedTask();
        }

        var task = new ReferralTask
        {
            Id = taskId,
            ReferralId = Id,
            ClientId = ClientId,
            Sender = sender,
            Receiver = receiver,
            Service = service,
            RequestedAt = at,
            ChangedAt = at,
        };
        Tasks.Add(task);
        return (task, new Transition("task", taskId, "", StateCode.Of(TaskStatus.Requested), at));
    }

    /// <summary>Does what the table allows with one task; refuses by name what it does not.</summary>
    public Transition Do(TaskStep step, Guid taskId)
    {
        var task = Task(taskId);
        if (TaskTable.BlockedBy(step.Action, task) is { } blocked)
        {
            throw ReferralErrors.Blocked(blocked, task);
        }

        if (step.At < task.ChangedAt)
        {
            throw ReferralErrors.BeforePrevious(task.ChangedAt);
        }

        var from = task.State;
        var reason = TaskSteps.Take(task, step);
        task.ChangedAt = step.At;
        return new Transition("task", taskId, from, step.Action == TaskAction.AcknowledgeOutcome ? "acknowledged" : task.State, step.At, reason, step.Text);
    }
}
