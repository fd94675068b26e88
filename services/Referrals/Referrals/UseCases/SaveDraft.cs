namespace Tyokyky.Referrals.UseCases;

/// <summary>Begins a referral as a draft that only its sender sees.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class SaveDraft(ClientRegistration registration, ReferralView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<SaveDraftResponse> Handle(SaveDraftRequest request, Call call)
    {
        CheckShape(request);
        var code = registration.Code(request.NewClient, "new_client.");
        var clientId = Ids.Optional(request.ClientId) ?? Guid.Empty;

        var (own, known) = await unitOfWork.LoadAsync(call, request, ClientStore.Own(clientId, call.Caller.Organisation), registration.Find(code, request.NewClient, call));
        var record = request.NewClient is null ? own : registration.Resolve(request.NewClient, code, known, call);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(record, Relation.Controller);
        if (call.Replay<SaveDraftResponse>() is { } done)
        {
            return done;
        }

        var need = request.Need ?? new ReferralNeed();
        var referral = new Referral
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = record.ClientId,
            Sender = call.Caller.Organisation,
            Reasons = [.. need.Reasons],
            Description = need.Description,
            ReasonForClient = need.ReasonForClient,
            Urgency = need.Urgency.OrRoutine(),
            Programme = need.Programme,
            LegalBasis = need.LegalBasis,
            Municipality = record.FactMunicipality,
            BirthDate = record.BirthDate,
            SubmittedAt = null,
            RecordedAt = time.GetUtcNow(),
        };
        var (task, transition) = referral.Draft(Guid.CreateVersion7(time.GetUtcNow()), request.Receiver, request.Service, clock.Now);

        var commit = unitOfWork.Commit(call, request);
        registration.Add(commit, request.NewClient, record, code, known);

        ExternalReferences.Add(commit, referral.Sender, referral.ObjectType, referral.Id, request.ExternalReferences);
        return await commit
            .Add(ReferralStore.Insert(referral))
            .Add(ReferralStore.Insert(task))
            .Transition(transition)
            .LogChange(referral.ClientId, referral.ObjectType, referral.Id)
            .SaveAsync(new SaveDraftResponse { Referral = await view.Of(referral, call, request.ExternalReferences) });
    }

    private void CheckShape(SaveDraftRequest request) => Check.Shape(check =>
    {
        ClientRegistration.CheckNew(check, request.NewClient, request.ClientId, clock.Today);
        check
            .Need("need", request.Need, clock.Today)
            .MaxLength("receiver", request.Receiver, 100)
            .OptionalCode("service", request.Service, "service", clock.Today)
            .References("external_references", request.ExternalReferences);
        if (request.NewClient is null)
        {
            check.Uuid("client_id", request.ClientId);
        }
    });
}
