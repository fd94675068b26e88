using static Tyokyky.Contracts.Team.V1.ConsultationState;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>A matter that a service asked about (konsultaatio). An anonymous one holds nothing by which a person could be found.</summary>
internal sealed record Matter : IAggregate<Matter>
{
    public required Guid Id { get; init; }

    public required ConsultationKind Kind { get; init; }

    public required string Organisation { get; init; }

    public required string AskingOrganisation { get; init; }

    public required string AskingService { get; init; }

    public required string Topic { get; init; }

    public string Question { get; init; } = "";

    public string[] Professions { get; init; } = [];

    /// <summary>Only with the client's agreement.</summary>
    public Guid? ClientId { get; init; }

    public Guid? CaseId { get; init; }

    public bool FromContact { get; init; }

    public required DateOnly AskedOn { get; init; }

    public required DateOnly AnswerDueOn { get; init; }

    public ConsultationState State { get; init; } = Open;

    public Guid? SessionId { get; init; }

    public string Answer { get; init; } = "";

    public string AnsweredBy { get; init; } = "";

    public DateOnly? AnsweredOn { get; init; }

    public string FollowUp { get; init; } = "";

    public DateOnly? FollowUpOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "consultation";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Matter At(long version) => this with { Version = version };

    public bool IsOverdue(DateOnly today) => State == Open && today > AnswerDueOn;

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.Organisation == AskingOrganisation ? Relation.Sender : Relation.None)
        | (ClientId is { } client && caller.IsClient(client) ? Relation.Client : Relation.None);

    public Transition Asked() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(AskedOn));

    /// <summary>It is answered; with something to follow up it stays in hand.</summary>
    public (Matter Matter, Transition Transition) Reply(GivenAnswer given)
    {
        MustAllow(MatterAction.AnswerConsultation);
        MustNotPrecede("answered_on", given.On, AskedOn);
        return To(given.FollowUpOn is null ? Answered : ConsultationState.FollowUp, given.On, "", this with
        {
            Answer = given.Answer,
            AnsweredBy = given.By,
            AnsweredOn = given.On,
            FollowUp = given.FollowUp,
            FollowUpOn = given.FollowUpOn,
        });
    }

    public (Matter Matter, Transition Transition) Close(DateOnly day, string note)
    {
        MustAllow(MatterAction.CloseConsultation);
        MustNotPrecede("closed_on", day, AnsweredOn!.Value);
        return To(Closed, day, "", this with { EndedOn = day }, note);
    }

    public (Matter Matter, Transition Transition) Cancel(string reason, DateOnly day)
    {
        MustAllow(MatterAction.CancelConsultation);
        return To(Cancelled, day, reason, this with { EndedOn = day, EndReason = reason });
    }

    public (Matter Matter, Transition Transition) EnterInError(string reason, DateOnly day)
    {
        MustAllow(MatterAction.EnterConsultationInError);
        return To(EnteredInError, day, reason, this with { EndedOn = EndedOn ?? day, EndReason = reason });
    }

    /// <summary>The asker said what became of it; null: it had an end already.</summary>
    public (Matter Matter, Transition Transition)? EndAsAsked(bool wasHeld, DateOnly day)
    {
        if (MatterTable.Table.Find(MatterAction.EndContactFollowUp, State) is null)
        {
            return null;
        }

        var on = day < AskedOn ? AskedOn : day;
        return To(wasHeld ? Closed : Cancelled, on, "", this with { EndedOn = on });
    }

    /// <summary>A session handled it; its state stays.</summary>
    public (Matter Matter, Transition Transition) Handled(HeldSession session)
    {
        if (State is Cancelled or EnteredInError)
        {
            throw ConsultationErrors.Blocked("CONSULTATION_ENDED", this);
        }

        return To(State, session.HeldOn, "handled", this with { SessionId = session.Id });
    }

    private (Matter Matter, Transition Transition) To(ConsultationState state, DateOnly day, string reason, Matter now, string note = "") =>
        (now with { State = state }, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(state), FinnishTime.StartOf(day), reason, note));

    private void MustAllow(MatterAction action)
    {
        if (MatterTable.BlockedBy(action, State) is { } blocked)
        {
            throw ConsultationErrors.Blocked(blocked, this);
        }
    }

    private static void MustNotPrecede(string field, DateOnly day, DateOnly notBefore)
    {
        if (day < notBefore)
        {
            throw ConsultationErrors.DayBefore(field, notBefore);
        }
    }
}

/// <summary>An answer with what is to be followed up.</summary>
internal sealed record GivenAnswer(string Answer, string By, DateOnly On, string FollowUp, DateOnly? FollowUpOn);
