namespace Tyokyky.Referrals.UseCases;

/// <summary>Submits a referral with its first task; may find or register its client in the same step.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class SubmitReferral(ClientRegistration registration, Asking asking, OrganisationStore organisations, ReferralView view, ContactKind contacts, UnitOfWork unitOfWork, IClientIds clientIds, TimeProvider time, IBusinessClock clock)
{
    // The team opens its case as soon as it is asked.
    private const string BegunWhenAsked = FollowedService.Team;

    public async Task<SubmitReferralResponse> Handle(SubmitReferralRequest request, Call call)
    {
        CheckShape(request);
        var code = registration.Code(request.NewClient, "new_client.");

        var (own, known, contact) = await unitOfWork.LoadAsync(
            call,
            request,
            ClientStore.Own(Ids.Optional(request.ClientId) ?? Guid.Empty, call.Caller.Organisation),
            registration.Find(code, request.NewClient, call),
            ContactStore.ById(Ids.Optional(request.ContactId) ?? Guid.Empty));
        var record = request.NewClient is null ? own : registration.Resolve(request.NewClient, code, known, call);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(record, Relation.Controller);
        if (call.Replay<SubmitReferralResponse>() is { } done)
        {
            return done;
        }

        string[] receivers = [.. request.AlsoReceivers.Prepend(request.Receiver).Distinct()];
        var commit = unitOfWork.Commit(call, request);
        var isKnown = request.NewClient is null || known is not null;
        var asked = await asking.AskAsync(commit, new Question(isKnown ? new(record.ClientId, [call.Caller.Organisation]) : null, receivers, request.Service, request.VoluntarinessTold));
        var referral = Refer(request, call, record);
        var taskId = Guid.CreateVersion7(time.GetUtcNow());
        var (task, transition) = receivers.Length > 1
            ? referral.RequestOfSeveral(taskId, asked, referral.SubmittedAt!.Value)
            : referral.Request(taskId, referral.Sender, asked, referral.SubmittedAt!.Value);

        if (request.ContactId.Length > 0)
        {
            await FollowUpAsync(commit, contact, referral);
        }

        registration.Add(commit, request.NewClient, record, code, known);

        ExternalReferences.Add(commit, referral.Sender, "referral", referral.Id, request.ExternalReferences);
        return await commit
            .Add(ReferralStore.Insert(referral))
            .Add(ReferralStore.Insert(task))
            .Transition(transition)
            .Fact(TaskFacts.Submitted(referral, await organisations.KindAsync(referral.Sender, call.Cancel)), referral.ClientId.ToString())
            .Fact(TaskFacts.Requested(referral, task), referral.ClientId.ToString())
            .LogChange(referral.ClientId, referral.ObjectType, referral.Id)
            .SaveAsync(new SubmitReferralResponse { Referral = await view.Of(referral, call, request.ExternalReferences) });
    }

    private async Task FollowUpAsync(Commit commit, Domain.Contact? contact, Referral referral)
    {
        if (contact?.Organisation != referral.Sender || contact.ClientId is not { } client || !(await clientIds.OfAsync(referral.ClientId, commit.Call.Cancel)).Contains(client))
        {
            throw ContactErrors.Unknown("contact_id");
        }

        var followUp = new ContactFollowUp { Id = referral.Id, ContactId = contact.Id, Kind = ContactFollowUpKind.Referral, OpenedAt = referral.SubmittedAt!.Value };
        await contacts.ApplyAsync(commit, contact, contact.Open(followUp));
    }

    private void CheckShape(SubmitReferralRequest request) => Check.Shape(check =>
    {
        ClientRegistration.CheckNew(check, request.NewClient, request.ClientId, clock.Today);
        check
            .NotEmpty("reasons", request.Reasons).MaxCount("reasons", request.Reasons, 10).Codes("reasons", request.Reasons, "referral-reason", clock.Today)
            .MaxLength("description", request.Description, 4000)
            .Required("reason_for_client", request.ReasonForClient).MaxLength("reason_for_client", request.ReasonForClient, 1000)
            .OptionalSpecified("urgency", request.Urgency)
            .OptionalProgramme("programme", request.Programme)
            .OptionalCode("legal_basis", request.LegalBasis, "referral-basis", clock.Today)
            .Required("receiver", request.Receiver)
            .MaxCount("also_receivers", request.AlsoReceivers, 9)
            .That(request.AlsoReceivers.Count == 0 || request.Service != BegunWhenAsked, "also_receivers", "SERVICE_NOT_CLAIMABLE", "empty for a service that begins when it is asked")
            .Code("service", request.Service, "service", clock.Today)
            .References("external_references", request.ExternalReferences)
            .VoluntarinessTold(request.VoluntarinessTold)
            .OptionalInstant("submitted_at", request.SubmittedAt)
            .OptionalUuid("contact_id", request.ContactId);
        if (request.NewClient is null)
        {
            check.Uuid("client_id", request.ClientId);
        }
    });

    private Referral Refer(SubmitReferralRequest request, Call call, ClientRecord record) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ClientId = record.ClientId,
        Sender = call.Caller.Organisation,
        Reasons = [.. request.Reasons],
        Description = request.Description,
        ReasonForClient = request.ReasonForClient,
        Urgency = request.Urgency.OrRoutine(),
        Programme = request.Programme,
        LegalBasis = request.LegalBasis,
        Municipality = record.FactMunicipality,
        BirthDate = record.BirthDate,
        SubmittedAt = clock.EffectiveAt("submitted_at", request.SubmittedAt),
        RecordedAt = time.GetUtcNow(),
    };
}
