using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Networks;
using static Tyokyky.Contracts.Referrals.V1.MeetingStatus;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Groups;

/// <summary>What can be done with a group's meeting; the names are those of the RPCs.</summary>
internal enum GroupMeetingAction
{
    PlanGroupMeeting,
    HoldGroupMeeting,
    AddGroupDecision,
    CancelGroupMeeting,
    EnterGroupMeetingInError,
}

/// <summary>The group meetings' states.</summary>
internal static class GroupMeetingTable
{
    public static StateTable<MeetingStatus, GroupMeetingAction> Table { get; } = new(
        "group meeting",
        new(GroupMeetingAction.PlanGroupMeeting, [Planned], []),
        new(GroupMeetingAction.HoldGroupMeeting, [Planned], [Held]),
        new(GroupMeetingAction.AddGroupDecision, [Held], []),
        new(GroupMeetingAction.CancelGroupMeeting, [Planned], [Cancelled], ReasonSystem: "meeting-cancellation-reason"),
        new(GroupMeetingAction.EnterGroupMeetingInError, [Planned, Held, Cancelled], [EnteredInError], ReasonSystem: "error-reason"));

    /// <summary>Null when the status allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(GroupMeetingAction action, MeetingStatus status) => Table.Find(action, status) is null ? MeetingBlocks.Of(status) : null;
}

/// <summary>A meeting of a standing group, about no client.</summary>
internal sealed record GroupMeeting : IAggregate<GroupMeeting>
{
    public required Guid Id { get; init; }

    public required Guid GroupId { get; init; }

    public MeetingStatus Status { get; init; } = Planned;

    public required GroupMeetingPlan Plan { get; init; }

    public DateOnly? HeldOn { get; init; }

    public int Minutes { get; init; }

    public string Notes { get; init; } = "";

    public IReadOnlyList<MeetingParticipant> Participants { get; init; } = [];

    public IReadOnlyList<AgreedAction> Decisions { get; init; } = [];

    public string EndReason { get; init; } = "";

    public required DateOnly ConvenedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "group-meeting";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public GroupMeeting At(long version) => this with { Version = version };

    /// <summary>The day by which it is listed.</summary>
    public DateOnly OnDay => HeldOn ?? Plan.PlannedOn ?? ConvenedOn;

    public (GroupMeeting Meeting, Transition Transition) PlanAnew(GroupMeetingPlan plan, DateTimeOffset at)
    {
        Require(GroupMeetingAction.PlanGroupMeeting);
        return Changed(this with { Plan = plan }, StateCode.Of(Planned), at);
    }

    public (GroupMeeting Meeting, Transition Transition) Hold(DateOnly on, Mode mode, int minutes, string notes, IReadOnlyList<MeetingParticipant> participants)
    {
        Require(GroupMeetingAction.HoldGroupMeeting);
        var next = this with
        {
            Status = Held,
            HeldOn = on,
            Plan = mode == Mode.Unspecified ? Plan : Plan with { Mode = mode },
            Minutes = minutes,
            Notes = notes,
            Participants = [.. participants.Select((participant, i) => participant with { Number = i + 1, Attended = true })],
        };
        return Changed(next, StateCode.Of(Held), FinnishTime.StartOf(on));
    }

    public (GroupMeeting Meeting, Transition Transition) AddDecision(Func<AgreedAction> compose, DateTimeOffset at)
    {
        Require(GroupMeetingAction.AddGroupDecision);
        return Changed(this with { Decisions = [.. Decisions, compose()] }, "decision-added", at);
    }

    public (GroupMeeting Meeting, Transition Transition) Cancel(string reason, string note, DateTimeOffset at)
    {
        Require(GroupMeetingAction.CancelGroupMeeting);
        var (meeting, transition) = Changed(this with { Status = Cancelled, EndReason = reason }, StateCode.Of(Cancelled), at);
        return (meeting, transition with { Reason = reason, Note = note });
    }

    /// <summary>It was a mistake, and so was what it decided.</summary>
    public (GroupMeeting Meeting, Transition Transition) EnterInError(string reason, DateOnly on, DateTimeOffset at)
    {
        Require(GroupMeetingAction.EnterGroupMeetingInError);
        var decisions = Decisions.Select(decision => decision.EnterInError(reason, on, at).Action);
        var (meeting, transition) = Changed(
            this with { Status = EnteredInError, EndReason = reason, Decisions = [.. decisions] }, StateCode.Of(EnteredInError), at);
        return (meeting, transition with { Reason = reason });
    }

    private (GroupMeeting Meeting, Transition Transition) Changed(GroupMeeting next, string what, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(Status), what, at));

    private void Require(GroupMeetingAction action)
    {
        if (GroupMeetingTable.BlockedBy(action, Status) is { } blocked)
        {
            throw NetworkErrors.Blocked(blocked, Id, Status);
        }
    }
}

/// <summary>What is planned of a group's meeting.</summary>
internal sealed record GroupMeetingPlan(DateOnly? PlannedOn, DateTimeOffset? StartsAt, Mode Mode, string Place, string Agenda);
