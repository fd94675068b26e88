using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Coordination;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Networks;

/// <summary>Convenes a network meeting: about a client, anonymously, or as what a contact opened.</summary>
[Access(Workers, Relation.Owner | Relation.Controller | Relation.Receiver)]
internal sealed class ConveneNetworkMeeting(
    NetworkMeetingKind meetings, ContactKind contacts, NetworkMeetingView view,
    MeetingPeople people, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ConveneNetworkMeetingRequest request, Check check)
    {
        var hasFollowUp = request.FollowUpId.Length > 0;
        var isAnonymous = request.ClientId.Length == 0 && !hasFollowUp;
        var mayTellBand = isAnonymous || request.AgeBand == AgeBand.Unspecified;
        check
            .That(!hasFollowUp || request.ClientId.Length == 0, "client_id", "ONLY_WITHOUT_FOLLOW_UP", "empty with a follow-up: the client is its contact's")
            .Plan(request.Plan, hasFollowUp, clock.Today)
            .That(mayTellBand, "age_band", "ONLY_FOR_ANONYMOUS", "unspecified for a named client and with a follow-up")
            .OptionalMunicipality("municipality", request.Municipality)
            .That(isAnonymous || request.Municipality.Length == 0, "municipality", "ONLY_FOR_ANONYMOUS", "empty for a named client and with a follow-up")
            .OptionalProgramme("programme", request.Programme);
    }

    public Task<ConveneNetworkMeetingResponse> Handle(ConveneNetworkMeetingRequest request, Call call)
    {
        var planned = request.Plan.ToPlan(clock.Today);

        return (request.FollowUpId.Length > 0 ? OfContact(request, call) : OfClient(request, call)).WriteAsync(async (origin, commit) =>
        {
            RequireOpen(origin.FollowUp);
            var meeting = Convened(request, call, origin, planned, await people.ResolveAsync("plan.participants", request.Plan.Participants, call));
            await meetings.ApplyAsync(commit, null, (meeting, new Transition(meeting.ObjectType, meeting.Id, "", StateCode.Of(meeting.Status), clock.Now)));
            if (origin.Contact is { } contact)
            {
                await contacts.ApplyAsync(commit, contact, (contact, contact.Noted("network-meeting-convened", clock.Now)));
            }

            return new ConveneNetworkMeetingResponse { Meeting = await view.Of(meeting, call, meeting.RelationOf(call.Caller, Relation.None)) };
        });
    }

    private Authorizing<MeetingOrigin> OfContact(ConveneNetworkMeetingRequest request, Call call)
    {
        var followUpId = Guid.Parse(request.FollowUpId);
        return unitOfWork
            .Load(
                request,
                call,
                ContactStore.ByFollowUp(followUpId).Unguarded("the commit changes it behind its version"),
                ContactStore.FollowUpsBeside(followUpId).Unguarded("the contact's version guards them"),
                (contact, followUps) => contact is null ? Of(request, null)
                    : new MeetingOrigin(contact.ClientId, contact.AgeBand, contact.Municipality, contact.Background)
                    {
                        Contact = contact,
                        FollowUp = followUps!.Single(followUp => followUp.Id == followUpId),
                    })
            .Authorize(
                found => new AuditSubject(found.ClientId, "contact", found.Contact?.Id.ToString() ?? ""),
                found => found.Contact?.RelationOf(call.Caller));
    }

    private Authorizing<MeetingOrigin> OfClient(ConveneNetworkMeetingRequest request, Call call)
    {
        var clientId = Ids.Optional(request.ClientId) ?? Guid.Empty;
        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(clientId, call.Caller.Organisation).Fenced(ClientStore.Fence),
                ClientStore.OfReferrer(clientId, call.Caller.Organisation).Unguarded("the meeting keeps what the referrer's record said when it was convened"),
                (own, referrers) => Of(request, own ?? referrers) with { IsOwn = own is not null })
            .Authorize(
                _ => new AuditSubject(Ids.Optional(request.ClientId), "network-meeting", ""),
                found => clientId == Guid.Empty ? Relation.Owner : found.IsOwn ? Relation.Controller : found.ClientId is null ? null : Relation.Receiver);
    }

    private NetworkMeeting Convened(
        ConveneNetworkMeetingRequest request, Call call, MeetingOrigin origin, NetworkMeetingPlan planned, IReadOnlyList<MeetingParticipant> participants)
    {
        var followUp = origin.FollowUp;
        var meeting = new NetworkMeeting
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = call.Caller.Organisation,
            ClientId = origin.ClientId,
            AgeBand = origin.AgeBand,
            Municipality = origin.Municipality,
            Background = origin.Background,
            Programme = request.Programme.Length > 0 ? request.Programme : origin.Contact?.Programme ?? "",
            ContactId = origin.Contact?.Id,
            FollowUpId = followUp?.Id,
            Plan = followUp is null ? planned : Beside(planned, followUp),
            ClientPart = request.Plan.ClientInvited || followUp?.ClientInvited == true ? MeetingClientPart.Invited : MeetingClientPart.NotInvited,
            Participants = participants,
            ConvenedOn = clock.Today,
            RecordedAt = time.GetUtcNow(),
        };
        return request.ClientAgreed || followUp?.ClientAgreed == true ? meeting.Agree(agreed: true, [], clock.Today, clock.Now).Meeting : meeting;
    }

    private static void RequireOpen(ContactFollowUp? followUp)
    {
        if (followUp is null)
        {
            return;
        }

        if (followUp.Kind != ContactFollowUpKind.NetworkMeeting)
        {
            throw NetworkErrors.NotANetworkMeeting();
        }

        if (followUp.Status != ContactFollowUpStatus.Open)
        {
            throw ContactErrors.FollowUpEnded(followUp.EndedOn);
        }

        if (followUp.NetworkMeetingId is { } other)
        {
            throw ContactErrors.AlreadyConvened(other);
        }
    }

    // What the plan leaves open is as the contact said.
    private static NetworkMeetingPlan Beside(NetworkMeetingPlan plan, ContactFollowUp followUp) => plan with
    {
        Topic = plan.Topic.Length > 0 ? plan.Topic : followUp.Topic,
        Question = plan.Question.Length > 0 ? plan.Question : followUp.Question,
        PlannedOn = plan.PlannedOn ?? followUp.PlannedOn,
    };

    private MeetingOrigin Of(ConveneNetworkMeetingRequest request, ClientRecord? record) => record is null
        ? new MeetingOrigin(
            null,
            request.AgeBand == AgeBand.Unspecified ? AgeBand.Unknown : request.AgeBand,
            request.Municipality.Length > 0 ? request.Municipality : Contracts.Municipality.Unknown,
            ClientBackground.Unknown)
        : new MeetingOrigin(record.ClientId, AgeBands.On(record.BirthDate, clock.Today), record.FactMunicipality, record.FactBackground);

    private sealed record MeetingOrigin(Guid? ClientId, AgeBand AgeBand, string Municipality, ClientBackground Background)
    {
        public bool IsOwn { get; init; }

        public Contact? Contact { get; init; }

        public ContactFollowUp? FollowUp { get; init; }
    }
}
