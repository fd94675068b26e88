using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Networks;

/// <summary>A network meeting (verkostotapaaminen), about a client or anonymously; those who take part know the client as far as the client agreed.</summary>
internal sealed record NetworkMeeting : IAggregate<NetworkMeeting>
{
    public required Guid Id { get; init; }

    /// <summary>Who convenes it.</summary>
    public required string Organisation { get; init; }

    public required Guid? ClientId { get; init; }

    public required AgeBand AgeBand { get; init; }

    public required string Municipality { get; init; }

    public required ClientBackground Background { get; init; }

    public required string Programme { get; init; }

    public Guid? ContactId { get; init; }

    public Guid? FollowUpId { get; init; }

    public MeetingStatus Status { get; init; } = MeetingStatus.Planned;

    public required NetworkMeetingPlan Plan { get; init; }

    public MeetingClientPart ClientPart { get; init; } = MeetingClientPart.NotInvited;

    public string ClientQuestion { get; init; } = "";

    public string SupportPerson { get; init; } = "";

    public IReadOnlyList<MeetingParticipant> Participants { get; init; } = [];

    /// <summary>The organisations to which the client agreed to be named.</summary>
    public string[] Told { get; init; } = [];

    public DateOnly? NamingAgreedOn { get; init; }

    public DateOnly? HeldOn { get; init; }

    public int Minutes { get; init; }

    public string Results { get; init; } = "";

    public string EndReason { get; init; } = "";

    public IReadOnlyList<AgreedAction> Actions { get; init; } = [];

    public required DateOnly ConvenedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "network-meeting";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public NetworkMeeting At(long version) => this with { Version = version };

    /// <summary>The day by which it is listed.</summary>
    public DateOnly OnDay => HeldOn ?? Plan.PlannedOn ?? ConvenedOn;

    /// <summary>The other organisations that take part.</summary>
    public IEnumerable<string> Organisations =>
        Participants.Select(participant => participant.Organisation).Where(id => id.Length > 0 && id != Organisation).Distinct();

    public Relation RelationOf(Caller caller, Relation ties) =>
        (caller.OwnOrganisation() == Organisation ? Relation.Owner : Relation.None)
        | (Organisations.Contains(caller.OwnOrganisation()) ? Relation.NamedParticipant : Relation.None)
        | (ClientId is { } client && caller.IsClient(client) ? Relation.Client : Relation.None)
        | (ties & Relation.CaseManager);

    /// <summary>
    /// Who convenes, leads the client's whole or is the client knows the client anyway, others by the client's agreement; a mistake is nobody else's to read.
    /// </summary>
    public bool IsClientTold(Caller caller, Relation held) =>
        (held & Relation.Owner) != 0
        || (Status != MeetingStatus.EnteredInError && ((held & (Relation.CaseManager | Relation.Client)) != 0 || Told.Contains(caller.OwnOrganisation())));

    public (NetworkMeeting Meeting, Transition Transition) PlanAnew(
        NetworkMeetingPlan plan, bool clientInvited, IReadOnlyList<MeetingParticipant> participants, DateTimeOffset at)
    {
        Require(NetworkMeetingAction.PlanNetworkMeeting);
        var next = this with { Plan = plan, ClientPart = Invited(clientInvited), Participants = participants };
        return Changed(next with { Told = [.. Told.Intersect(next.Organisations)] }, "planned", at);
    }

    public (NetworkMeeting Meeting, Transition Transition) Answer(bool declined, string question, string supportPerson, DateTimeOffset at)
    {
        Require(NetworkMeetingAction.AnswerInvitation);
        var next = this with
        {
            ClientPart = declined ? MeetingClientPart.Declined : MeetingClientPart.Invited,
            ClientQuestion = question,
            SupportPerson = supportPerson,
        };
        return Changed(next, declined ? "invitation-declined" : "invitation-answered", at);
    }

    /// <summary>The client's agreement, or its end, about some organisations or (none named) all that take part.</summary>
    public (NetworkMeeting Meeting, Transition Transition) Agree(bool agreed, string[] organisations, DateOnly on, DateTimeOffset at)
    {
        Require(NetworkMeetingAction.RecordNamingAgreement);
        if (ClientId is null)
        {
            throw NetworkErrors.MeetingAnonymous();
        }

        if (agreed && organisations.Except(Organisations).Any())
        {
            throw NetworkErrors.NotTakingPart();
        }

        var meant = organisations.Length > 0 ? organisations : [.. Organisations.Union(Told)];
        var next = this with { Told = agreed ? [.. Told.Union(meant)] : [.. Told.Except(meant)], NamingAgreedOn = on };
        return Changed(next, agreed ? "naming-agreed" : "naming-withdrawn", at);
    }

    /// <summary>Who the client of a so far anonymous meeting is: what was the caller's word is now the register's.</summary>
    public NetworkMeeting Name(ClientRecord record) => this with
    {
        ClientId = record.ClientId,
        AgeBand = AgeBands.On(record.BirthDate, ConvenedOn),
        Municipality = record.FactMunicipality,
        Background = record.FactBackground,
    };

    public (NetworkMeeting Meeting, Transition Transition) Hold(HeldMeeting held)
    {
        Require(NetworkMeetingAction.HoldNetworkMeeting);
        if (held.AbsentNumbers.Except(Participants.Select(participant => participant.Number)).Any())
        {
            throw NetworkErrors.UnknownParticipant();
        }

        var next = this with
        {
            Status = MeetingStatus.Held,
            HeldOn = held.On,
            Plan = held.Mode == Mode.Unspecified ? Plan : Plan with { Mode = held.Mode },
            Minutes = held.Minutes,
            ClientPart = held.ClientPart,
            Results = held.Results,
            Participants =
            [
                .. Participants.Select(participant => participant with { Attended = !held.AbsentNumbers.Contains(participant.Number) }),
                .. held.Added.Select((participant, i) => participant with { Number = Participants.Count + i + 1, Attended = true }),
            ],
        };
        if (held.ClientPart is MeetingClientPart.Present or MeetingClientPart.Remote
            && next.Participants.Any(
                participant => participant.Attended && next.Organisations.Contains(participant.Organisation) && !Told.Contains(participant.Organisation)))
        {
            throw NetworkErrors.ClientNotAgreed();
        }

        return Changed(next, StateCode.Of(next.Status), FinnishTime.StartOf(held.On));
    }

    public (NetworkMeeting Meeting, Transition Transition) AddAction(Func<AgreedAction> compose, DateTimeOffset at)
    {
        Require(NetworkMeetingAction.AddMeetingAction);
        return Changed(this with { Actions = [.. Actions, compose()] }, "action-agreed", at);
    }

    /// <summary>Cancels it, or says that it was a mistake.</summary>
    public (NetworkMeeting Meeting, Transition Transition) End(NetworkMeetingAction action, string reason, string note, DateTimeOffset at)
    {
        Require(action);
        var (meeting, transition) = Changed(this with { Status = NetworkMeetingTable.Table.After(action, Status)![0], EndReason = reason }, "", at);
        return (meeting, transition with { To = StateCode.Of(meeting.Status), Reason = reason, Note = note });
    }

    private MeetingClientPart Invited(bool invited) =>
        ClientPart == MeetingClientPart.Declined ? ClientPart : invited ? MeetingClientPart.Invited : MeetingClientPart.NotInvited;

    private (NetworkMeeting Meeting, Transition Transition) Changed(NetworkMeeting next, string what, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(Status), what, at));

    private void Require(NetworkMeetingAction action)
    {
        if (NetworkMeetingTable.BlockedBy(action, this) is { } blocked)
        {
            throw NetworkErrors.Blocked(blocked, Id, Status);
        }
    }
}

/// <summary>What is planned of a meeting beside who takes part.</summary>
internal sealed record NetworkMeetingPlan(string Topic, string Question, DateOnly? PlannedOn, DateTimeOffset? StartsAt, Mode Mode, string Place);

/// <summary>Who takes part; of no organisation, for instance an expert by experience.</summary>
internal sealed record MeetingParticipant(
    int Number, string Organisation, Guid? Professional, string Name, string Profession, bool IsChair, bool Attended = false);

/// <summary>How a meeting was held.</summary>
internal sealed record HeldMeeting(
    DateOnly On, Mode Mode, int Minutes, MeetingClientPart ClientPart,
    IReadOnlyCollection<int> AbsentNumbers, IReadOnlyList<MeetingParticipant> Added, string Results);
