namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>A client's case at the team (asiakastapaus). Its version guards its meetings, its package and its plan's existence too.</summary>
internal sealed record TeamCase : IAggregate<TeamCase>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Absent: opened directly.</summary>
    public Guid? ReferralId { get; init; }

    public Guid? TaskId { get; init; }

    public ReferredBy ReferredBy { get; init; } = ReferredBy.Nobody;

    public required DateOnly OpenedOn { get; init; }

    public CaseState State { get; init; } = CaseState.Open;

    public string Outcome { get; init; } = "";

    public string OutcomeText { get; init; } = "";

    public DateOnly? ClosedOn { get; init; }

    public Guid? PlanId { get; init; }

    public Guid? TeamId { get; init; }

    /// <summary>When the client agreed that members of other organisations handle it too.</summary>
    public DateOnly? TeamAgreedOn { get; init; }

    public int PackageVersion { get; init; }

    /// <summary>The day of the meeting that did not come to it, while no later agenda has it.</summary>
    public DateOnly? CarriedOverOn { get; init; }

    public string ErrorReason { get; init; } = "";

    /// <summary>On which agendas it is or was, the earliest meeting first.</summary>
    public IReadOnlyList<AgendaItem> Meetings { get; init; } = [];

    public IReadOnlyList<Invitation> Invitations { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "case";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public TeamCase At(long version) => this with { Version = version };

    public bool IsOpen => ClosedOn is null;

    public Relation RelationOf(Caller caller) =>
        (caller.ActsFor(Organisation) ? Relation.Owner : Relation.None) | (caller.IsClient(Client.Id) ? Relation.Client : Relation.None);

    public Transition Opened() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(OpenedOn));

    /// <summary>A meeting handled it.</summary>
    public (TeamCase Case, Transition Transition) Meet(DateOnly heldOn) =>
        Do(CaseAction.RecordMeeting, "held_on", heldOn, state => this with { State = state, CarriedOverOn = null });

    /// <summary>A version of its plan was made.</summary>
    public (TeamCase Case, Transition Transition) Plan(Guid planId, DateOnly madeOn) =>
        Do(CaseAction.WritePlan, "made_on", madeOn, state => this with { State = state, PlanId = planId });

    public (TeamCase Case, Transition Transition) Close(string outcome, string outcomeText, DateOnly closedOn) => Do(
        CaseAction.CloseCase,
        "closed_on",
        closedOn,
        state => this with { State = state, Outcome = outcome, OutcomeText = outcomeText, ClosedOn = closedOn, CarriedOverOn = null },
        outcome,
        outcomeText);

    /// <summary>JobCoaching told of a coaching that the plan led to: the case's state stays, what it shows changes.</summary>
    public (TeamCase Case, Transition Transition) Note(string coachingState, DateTimeOffset at) => Changed(this, "coaching-" + coachingState, at);

    /// <summary>It is on the agenda of a meeting to come.</summary>
    public (TeamCase Case, Transition Transition) PutOnAgenda(DateTimeOffset at) =>
        Stays(CaseAction.PlanMeeting, this with { CarriedOverOn = null }, "on-agenda", at);

    /// <summary>A meeting did not come to it, or was cancelled.</summary>
    public (TeamCase Case, Transition Transition) CarryOver(DateOnly day, DateTimeOffset at) => Changed(this with { CarriedOverOn = day }, "carried-over", at);

    public (TeamCase Case, Transition Transition) Assign(Guid teamId, DateTimeOffset at) =>
        Stays(CaseAction.AssignCaseTeam, this with { TeamId = teamId }, "team-assigned", at);

    public (TeamCase Case, Transition Transition) Agree(bool agreed, DateOnly on, DateTimeOffset at)
    {
        RequireNotBefore("on_day", on);
        return Stays(
            CaseAction.RecordTeamAgreement, this with { TeamAgreedOn = agreed ? on : null }, agreed ? "team-agreed" : "team-agreement-withdrawn", at);
    }

    public (TeamCase Case, Transition Transition) Tell(DateTimeOffset at) =>
        Stays(CaseAction.WriteCasePackage, this with { PackageVersion = PackageVersion + 1 }, "package-told", at);

    public (TeamCase Case, Transition Transition) Invite(Invitation invitation, DateTimeOffset at)
    {
        Require(CaseAction.InviteToCase);
        RequireNotBefore("from_day", invitation.FromDay);
        if (Invitations.Any(other => other.IsSame(invitation) && other.Overlaps(invitation)))
        {
            throw CaseErrors.AlreadyInvited();
        }

        return Changed(this with { Invitations = [.. Invitations, invitation] }, "invited", at);
    }

    /// <summary>Possible in every state: what opened the case can always be taken back.</summary>
    public (TeamCase Case, Transition Transition) EndInvitation(Guid invitationId, DateOnly today, DateTimeOffset at)
    {
        var invitation = Invitations.FirstOrDefault(one => one.Id == invitationId) ?? throw CaseErrors.InvitationUnknown();
        if (invitation.IsEnded || invitation.ToDay < today)
        {
            throw CaseErrors.InvitationEnded();
        }

        var ended = invitation with { IsEnded = true, ToDay = today < invitation.FromDay ? invitation.FromDay : today };
        return Changed(this with { Invitations = [.. Invitations.Select(one => one.Id == invitationId ? ended : one)] }, "invitation-ended", at);
    }

    public (TeamCase Case, Transition Transition) Correct(CaseCorrection right, DateTimeOffset at)
    {
        Require(CaseAction.CorrectCase);
        if (ClosedOn is null && (right.ClosedOn is not null || right.Outcome.Length > 0))
        {
            throw CaseErrors.Blocked("CASE_NOT_CLOSED", this);
        }

        var next = this with
        {
            OpenedOn = right.OpenedOn ?? OpenedOn,
            ClosedOn = right.ClosedOn ?? ClosedOn,
            Outcome = right.Outcome.Length > 0 ? right.Outcome : Outcome,
        };
        if (Meetings.FirstOrDefault(item => item.State == AgendaState.Handled && item.HeldOn < next.OpenedOn) is { } met)
        {
            throw CaseErrors.DayAfterMeeting("opened_on", met.HeldOn);
        }

        if (next.ClosedOn < next.OpenedOn)
        {
            throw CaseErrors.DayBeforeOpening(right.ClosedOn is null ? "opened_on" : "closed_on", next);
        }

        return Changed(next, "corrected", at, right.Reason, right.Note);
    }

    /// <summary>It was recorded by mistake, whatever it was since.</summary>
    public (TeamCase Case, Transition Transition) EnterInError(string reason, string note, DateOnly on, DateTimeOffset at)
    {
        Require(CaseAction.EnterCaseInError);
        var next = this with
        {
            State = CaseState.EnteredInError,
            ErrorReason = reason,
            ClosedOn = ClosedOn ?? (on < OpenedOn ? OpenedOn : on),
            CarriedOverOn = null,
            Invitations = [.. Invitations.Select(one => one.IsEnded ? one : one with { IsEnded = true })],
        };
        return (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), at, reason, note));
    }

    /// <summary>A meeting that handled it was a mistake: without another it is as if none had met.</summary>
    public (TeamCase Case, Transition Transition) Unmeet(Guid meetingId, DateTimeOffset at)
    {
        var isMet = Meetings.Any(item => item.State == AgendaState.Handled && item.MeetingId != meetingId);
        return Changed(this with { State = State == CaseState.InHandling && !isMet ? CaseState.Open : State }, "meeting-entered-in-error", at);
    }

    /// <summary>What a meeting recorded of it was corrected.</summary>
    public (TeamCase Case, Transition Transition) Remeet(DateOnly heldOn, DateTimeOffset at)
    {
        RequireNotBefore("held_on", heldOn);
        return Changed(this, "meeting-corrected", at);
    }

    /// <summary>For what is agreed beside it.</summary>
    public void RequireOpen() => Require(CaseAction.PlanMeeting);

    private (TeamCase Case, Transition Transition) Do(
        CaseAction action, string field, DateOnly day, Func<CaseState, TeamCase> next, string reason = "", string note = "")
    {
        Require(action);
        RequireNotBefore(field, day);
        var state = CaseTable.Table.After(action, State)![0];
        return (next(state), new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), FinnishTime.StartOf(day), reason, note));
    }

    private (TeamCase Case, Transition Transition) Stays(CaseAction action, TeamCase next, string what, DateTimeOffset at)
    {
        Require(action);
        return Changed(next, what, at);
    }

    private (TeamCase Case, Transition Transition) Changed(TeamCase next, string what, DateTimeOffset at, string reason = "", string note = "") =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), at, reason.Length > 0 ? reason : what, note));

    private void Require(CaseAction action)
    {
        if (CaseTable.BlockedBy(action, this) is { } blocked)
        {
            throw CaseErrors.Blocked(blocked, this);
        }
    }

    private void RequireNotBefore(string field, DateOnly day)
    {
        if (day < OpenedOn)
        {
            throw CaseErrors.DayBeforeOpening(field, this);
        }
    }
}

/// <summary>What is right of a case; absent or empty: what stands.</summary>
internal sealed record CaseCorrection(DateOnly? OpenedOn, DateOnly? ClosedOn, string Outcome, string Reason, string Note);

/// <summary>A worker who is invited to one case (kutsuttu jäsen), for some days.</summary>
internal sealed record Invitation(
    Guid Id, string Worker, string Name, string Profession, string Organisation, DateOnly FromDay, DateOnly ToDay, bool IsEnded = false)
{
    public bool IsSame(Invitation other) => (Worker, Organisation) == (other.Worker, other.Organisation);

    public bool Overlaps(Invitation other) => !IsEnded && FromDay <= other.ToDay && other.FromDay <= ToDay;

    public bool Covers(DateOnly day) => !IsEnded && FromDay <= day && day <= ToDay;
}

/// <summary>A part of a case's package, as it was told.</summary>
internal sealed record PackagePart(string Section, int SinceVersion, string Text, string[] Refs, DateOnly ToldOn, string ToldBy);

/// <summary>What JobCoaching told of a coaching that a case's plan led to.</summary>
internal sealed record KnownCoaching(Guid CoachingId, Guid CaseId, string MeasureId, string State, string Outcome);
