using Tyokyky.Contracts.Common.V1;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>A meeting (kokous) of a team: planned, held, written down. Its version guards its agenda.</summary>
internal sealed record Meeting : IAggregate<Meeting>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public Guid? TeamId { get; init; }

    public MeetingState State { get; init; } = MeetingState.Planned;

    public DateOnly? PlannedOn { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public string Place { get; init; } = "";

    public Mode Mode { get; init; }

    public DateOnly? HeldOn { get; init; }

    public int Minutes { get; init; }

    /// <summary>One for each person who was present.</summary>
    public string[] Professions { get; init; } = [];

    public Attendee[] Attendees { get; init; } = [];

    public string Notes { get; init; } = "";

    public DateOnly? MinutesFinishedOn { get; init; }

    public string EndReason { get; init; } = "";

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<AgendaItem> Agenda { get; init; } = [];

    public IReadOnlyList<OwnedAction> Actions { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "meeting";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Meeting At(long version) => this with { Version = version };

    /// <summary>The day by which it is listed.</summary>
    public DateOnly OnDay => HeldOn ?? PlannedOn!.Value;

    public bool IsHeld => State is MeetingState.Held or MeetingState.MinutesFinished;

    public IEnumerable<AgendaItem> Handled => Agenda.Where(item => item.State == AgendaState.Handled);

    /// <summary>What a caller is to it, or to one case on its agenda.</summary>
    public Relation RelationOf(Caller caller, Guid? caseId = null) =>
        (caller.ActsFor(Organisation) ? Relation.Owner : Relation.None)
        | (Agenda.Any(item => (caseId is null || item.CaseId == caseId) && caller.IsClient(item.ClientId)) ? Relation.Client : Relation.None);

    public Transition Planned() => new(ObjectType, Id, "", StateCode.Of(State), RecordedAt);

    /// <summary>It was not planned here.</summary>
    public Transition Recorded() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(OnDay));

    public (Meeting Meeting, Transition Transition) PlanAnew(MeetingDraft draft, IReadOnlyList<AgendaItem> agenda, DateTimeOffset at)
    {
        Require(MeetingAction.ReplanMeeting);
        return Changed(With(draft, agenda), "planned", at);
    }

    public (Meeting Meeting, Transition Transition) Answer(Guid caseId, ClientPart part, string question, string supportPerson, DateTimeOffset at)
    {
        Require(MeetingAction.AnswerMeetingInvitation);
        var answered = With(caseId, item => item with { ClientPart = part, ClientQuestion = question, SupportPerson = supportPerson });
        return Changed(answered, "invitation-answered", at);
    }

    /// <summary>What it handled; the rest of the agenda is carried over, or dropped where the case has ended.</summary>
    public (Meeting Meeting, Transition Transition) Hold(HeldMeeting held, IReadOnlyDictionary<Guid, TeamCase> cases)
    {
        Require(MeetingAction.HoldMeeting);
        var agenda = Agenda.Select(item => (held.Handled.GetValueOrDefault(item.CaseId) is { } handled ? handled(item) : item with
        {
            State = cases[item.CaseId].IsOpen ? AgendaState.CarriedOver : AgendaState.Dropped,
        }) with
        {
            HeldOn = held.On,
        });
        var next = this with
        {
            State = MeetingState.Held,
            HeldOn = held.On,
            Mode = held.Mode == Mode.Unspecified ? Mode : held.Mode,
            Minutes = held.Minutes,
            Professions = held.Professions,
            Attendees = held.Attendees,
            Notes = held.Notes,
            Agenda = [.. agenda],
        };
        return (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(held.On)));
    }

    public (Meeting Meeting, Transition Transition) Finish(string notes, DateOnly on)
    {
        Require(MeetingAction.FinishMinutes);
        if (on < OnDay)
        {
            throw MeetingErrors.DayBeforeMeeting("ready_on", OnDay);
        }

        var next = this with { State = MeetingState.MinutesFinished, MinutesFinishedOn = on, Notes = notes.Length > 0 ? notes : Notes };
        return (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(on)));
    }

    public (Meeting Meeting, Transition Transition) Hear(Guid caseId, ClientFeedback feedback, DateOnly on, DateTimeOffset at)
    {
        Require(MeetingAction.RecordMeetingFeedback);
        RequireHandled(caseId);
        var heard = With(caseId, item => item with { Heard = feedback.Heard, Useful = feedback.Useful, Feedback = feedback.Text, FeedbackOn = on });
        return Changed(heard, "feedback-given", at);
    }

    public (Meeting Meeting, Transition Transition) Agree(OwnedAction action, DateTimeOffset at)
    {
        RequireAgreeing(action.CaseId);
        return Changed(this with { Actions = [.. Actions, action] }, "action-agreed", at);
    }

    public (Meeting Meeting, Transition Transition) Correct(MeetingCorrection right, DateTimeOffset at)
    {
        Require(MeetingAction.CorrectMeeting);
        var on = right.On ?? OnDay;
        if (Actions.FirstOrDefault(action => action.DueOn < on && action.State != ActionState.EnteredInError) is { } before)
        {
            throw MeetingErrors.DayAfterAction(before.DueOn);
        }

        var next = this with
        {
            HeldOn = on,
            Mode = right.Mode == Mode.Unspecified ? Mode : right.Mode,
            Minutes = right.Minutes == 0 ? Minutes : right.Minutes,
            Professions = right.Professions.Length > 0 ? right.Professions : Professions,
            Agenda = [.. Agenda.Select(item => (right.Cases.GetValueOrDefault(item.CaseId) is { } corrected ? corrected(item) : item) with { HeldOn = on })],
            Actions = [.. Actions.Select(action => action with { AgreedOn = on })],
        };
        return (next, new Transition(ObjectType, Id, StateCode.Of(State), "corrected", at, right.Reason, right.Note));
    }

    public (Meeting Meeting, Transition Transition) Cancel(string reason, Func<Guid, bool> isOpen, DateTimeOffset at)
    {
        Require(MeetingAction.CancelMeeting);
        var agenda = Agenda.Select(item => item with { State = isOpen(item.CaseId) ? AgendaState.CarriedOver : AgendaState.Dropped });
        return End(this with { State = MeetingState.Cancelled, EndReason = reason, Agenda = [.. agenda] }, reason, "", at);
    }

    public (Meeting Meeting, Transition Transition) EnterInError(string reason, string note, DateOnly on, DateTimeOffset at)
    {
        Require(MeetingAction.EnterMeetingInError);
        var next = this with
        {
            State = MeetingState.EnteredInError,
            EndReason = reason,
            Agenda = [.. Agenda.Select(item => item with { State = AgendaState.Dropped })],
            Actions = [.. Actions.Select(action => action.State == ActionState.EnteredInError ? action : action.EnterInError(reason, "", on, at).Action)],
        };
        return End(next, reason, note, at);
    }

    public void RequireAgreeing(Guid caseId)
    {
        Require(MeetingAction.AddTeamAction);
        RequireHandled(caseId);
    }

    public void RequireNaming(Guid caseId)
    {
        Require(MeetingAction.NameCaseManager);
        RequireHandled(caseId);
    }

    public Meeting With(MeetingDraft draft, IReadOnlyList<AgendaItem> agenda) =>
        this with { PlannedOn = draft.On, StartsAt = draft.StartsAt, Mode = draft.Mode, Place = draft.Place, Agenda = agenda };

    private Meeting With(Guid caseId, Func<AgendaItem, AgendaItem> change) =>
        this with { Agenda = [.. Agenda.Select(item => item.CaseId == caseId ? change(item) : item)] };

    private (Meeting Meeting, Transition Transition) Changed(Meeting next, string what, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), what, at));

    private (Meeting Meeting, Transition Transition) End(Meeting next, string reason, string note, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), at, reason, note));

    private void Require(MeetingAction action)
    {
        if (MeetingTable.BlockedBy(action, State) is { } blocked)
        {
            throw MeetingErrors.Blocked(blocked, this);
        }
    }

    private void RequireHandled(Guid caseId)
    {
        if (!Handled.Any(item => item.CaseId == caseId))
        {
            throw MeetingErrors.CaseNotHandled(caseId);
        }
    }
}

/// <summary>A member of the team who was present.</summary>
internal sealed record Attendee(Guid MemberId, string Name, string Profession, string Organisation);

/// <summary>What is planned of a meeting beside its agenda.</summary>
internal sealed record MeetingDraft(DateOnly On, DateTimeOffset? StartsAt, Mode Mode, string Place);

/// <summary>How a meeting was held, and what it made of the cases that it handled.</summary>
internal sealed record HeldMeeting(
    DateOnly On, Mode Mode, int Minutes, string[] Professions, Attendee[] Attendees, string Notes,
    IReadOnlyDictionary<Guid, Func<AgendaItem, AgendaItem>> Handled);

/// <summary>What is right of a held meeting; absent, zero or empty: what stands.</summary>
internal sealed record MeetingCorrection(
    DateOnly? On, Mode Mode, int Minutes, string[] Professions, IReadOnlyDictionary<Guid, Func<AgendaItem, AgendaItem>> Cases, string Reason, string Note);
