using Tyokyky.Contracts.Common.V1;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Convenes a network meeting: about a client, anonymously, or as what a contact opened.</summary>
[Access(Workers, Relation.Owner | Relation.Controller | Relation.Receiver)]
internal sealed class ConveneNetworkMeeting(NetworkMeetingView view, ContactKind contacts, MeetingPeople people, Disclosures disclosures, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<ConveneNetworkMeetingResponse> Handle(ConveneNetworkMeetingRequest request, Call call)
    {
        CheckShape(request);
        var planned = request.Plan.ToPlan(clock.Today);

        var origin = request.FollowUpId.Length > 0 ? await OfContactAsync(request, call) : await OfClientAsync(request, call);
        if (call.Replay<ConveneNetworkMeetingResponse>() is { } done)
        {
            return done;
        }

        var followUp = origin.FollowUp;
        RequireOpen(followUp);
        var participants = await people.ResolveAsync("plan.participants", request.Plan.Participants, call);
        var meeting = new NetworkMeeting
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = call.Caller.Organisation,
            ClientId = origin.ClientId,
            AgeBand = origin.AgeBand,
            Municipality = origin.Municipality,
            Programme = request.Programme.Length > 0 ? request.Programme : origin.Contact?.Programme ?? "",
            ContactId = origin.Contact?.Id,
            FollowUpId = followUp?.Id,
            Plan = followUp is null ? planned : Beside(planned, followUp),
            ClientPart = request.Plan.ClientInvited || followUp?.ClientInvited == true ? MeetingClientPart.Invited : MeetingClientPart.NotInvited,
            Participants = participants,
            ConvenedOn = clock.Today,
            RecordedAt = time.GetUtcNow(),
        };
        var commit = unitOfWork.Commit(call, request);
        if (request.ClientAgreed || followUp?.ClientAgreed == true)
        {
            meeting = meeting.Agree(agreed: true, [], clock.Today, clock.Now).Meeting with { Version = 1 };
            await disclosures.TellAsync(commit, origin.ClientId!.Value, [meeting.Organisation], [.. meeting.Told]);
        }

        if (origin.Contact is { } contact)
        {
            await contacts.ApplyAsync(commit, contact, (contact, contact.Noted("network-meeting-convened", clock.Now)));
        }

        commit
            .Add(NetworkMeetingStore.Insert(meeting))
            .OnViolation(NetworkMeetingStore.FollowUpIndex, () => NetworkErrors.AlreadyConvened(null))
            .Transition(new Transition(meeting.ObjectType, meeting.Id, "", StateCode.Of(meeting.Status), clock.Now))
            .Fact(NetworkMeetingFacts.Convened(meeting), NetworkMeetingFacts.OrderKey(meeting));
        NetworkMeetingChange.WriteParticipants(commit, meeting);
        if (meeting.ClientId is { } client)
        {
            commit.LogChange(client, meeting.ObjectType, meeting.Id);
        }

        return await commit.SaveAsync(new ConveneNetworkMeetingResponse { Meeting = await view.Of(meeting, call, meeting.RelationOf(call.Caller, Relation.None)) });
    }

    private void CheckShape(ConveneNetworkMeetingRequest request)
    {
        var hasFollowUp = request.FollowUpId.Length > 0;
        var isAnonymous = request.ClientId.Length == 0 && !hasFollowUp;
        Check.Shape(check => check
            .That(!hasFollowUp || request.ClientId.Length == 0, "client_id", "ONLY_WITHOUT_FOLLOW_UP", "empty with a follow-up: the client is its contact's")
            .Plan(request.Plan, hasFollowUp, clock.Today)
            .That(isAnonymous || request.AgeBand == AgeBand.Unspecified, "age_band", "ONLY_FOR_ANONYMOUS", "unspecified for a named client and with a follow-up")
            .OptionalMunicipality("municipality", request.Municipality)
            .That(isAnonymous || request.Municipality.Length == 0, "municipality", "ONLY_FOR_ANONYMOUS", "empty for a named client and with a follow-up")
            .OptionalProgramme("programme", request.Programme));
    }

    private async Task<MeetingOrigin> OfContactAsync(ConveneNetworkMeetingRequest request, Call call)
    {
        var followUpId = Guid.Parse(request.FollowUpId);
        var (contact, followUps) = await unitOfWork.LoadAsync(call, request, ContactStore.ByFollowUp(followUpId), ContactStore.FollowUpsBeside(followUpId));
        call.SetAuditSubject(contact?.ClientId?.ToString(), "contact", contact?.Id.ToString() ?? "");
        call.Authorize(contact, contact?.RelationOf(call.Caller));
        return new MeetingOrigin(contact.ClientId, contact.AgeBand, contact.Municipality, contact, followUps!.Single(followUp => followUp.Id == followUpId));
    }

    private async Task<MeetingOrigin> OfClientAsync(ConveneNetworkMeetingRequest request, Call call)
    {
        var clientId = Ids.Optional(request.ClientId) ?? Guid.Empty;
        var (own, referrers) = await unitOfWork.LoadAsync(call, request, ClientStore.Own(clientId, call.Caller.Organisation), ClientStore.OfReferrer(clientId, call.Caller.Organisation));
        call.SetAuditSubject(request.ClientId, "network-meeting", "");
        call.Authorize(clientId == Guid.Empty ? Relation.Owner : own is not null ? Relation.Controller : referrers is not null ? Relation.Receiver : null);
        return (own ?? referrers) is { } record
            ? new MeetingOrigin(record.ClientId, AgeBands.On(record.BirthDate, clock.Today), record.FactMunicipality)
            : new MeetingOrigin(null, request.AgeBand == AgeBand.Unspecified ? AgeBand.Unknown : request.AgeBand, request.Municipality.Length > 0 ? request.Municipality : Contracts.Municipality.Unknown);
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
            throw NetworkErrors.AlreadyConvened(other);
        }
    }

    // What the plan leaves open is as the contact said.
    private static NetworkMeetingPlan Beside(NetworkMeetingPlan plan, ContactFollowUp followUp) => plan with
    {
        Topic = plan.Topic.Length > 0 ? plan.Topic : followUp.Topic,
        Question = plan.Question.Length > 0 ? plan.Question : followUp.Question,
        PlannedOn = plan.PlannedOn ?? followUp.PlannedOn,
    };

    private sealed record MeetingOrigin(Guid? ClientId, AgeBand AgeBand, string Municipality, Contact? Contact = null, ContactFollowUp? FollowUp = null);
}
