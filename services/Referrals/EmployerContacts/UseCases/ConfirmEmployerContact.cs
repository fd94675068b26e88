namespace Tyokyky.Referrals.UseCases;

/// <summary>Confirms an employer's contact, on the client's word: it becomes the client's own referral.</summary>
[Access(Workers, Relation.Receiver)]
[Access(Role.Client, Relation.Client)]
internal sealed class ConfirmEmployerContact(OwnReferrals own, ClientRegistration registration, ReferralView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    private const string Service = "coordination";

    public async Task<ConfirmEmployerContactResponse> Handle(ConfirmEmployerContactRequest request, Call call)
    {
        var byWorker = call.Caller.ActsForOrganisation();
        CheckShape(request, byWorker);
        var code = registration.Code(request.NewClient, "new_client.");
        var clientId = Ids.Optional(request.ClientId) ?? Guid.Empty;

        var (contact, held, known) = await unitOfWork.LoadAsync(
            call, request, EmployerContactStore.ById(Guid.Parse(request.ContactId)), ClientStore.Own(clientId, call.Caller.Organisation), registration.Find(code, request.NewClient, call));
        var record = request.NewClient is null ? held : registration.Resolve(request.NewClient, code, known, call);
        call.SetAuditSubject(contact?.ClientId?.ToString(), "employer-contact", request.ContactId);
        call.Authorize(contact, byWorker && record is null ? null : contact?.RelationOf(call.Caller));
        if (call.Replay<ConfirmEmployerContactResponse>() is { } done)
        {
            return done;
        }

        var need = byWorker
            ? new OwnNeed(record!.ClientId, new ReferredClient(record.BirthDate, record.FactMunicipality), [.. request.Reasons], request.Description)
            : new OwnNeed(contact.ClientId!.Value, (await database.OneAsync(ReferralStore.ReferredClient(contact.ClientId.Value), call.Cancel))!, [.. request.Reasons], request.Description);
        // Only against another code: that a contact names a person whom somebody knows is not told to who has no code to compare.
        if (byWorker && record!.HasCode && contact.Person is { } about && about != record.Person)
        {
            throw EmployerContactErrors.AnotherClient();
        }

        var confirmed = contact.End(EmployerContactStatus.Confirmed);
        var commit = unitOfWork.Commit(call, request).Guard(EmployerContactStore.End(confirmed));
        registration.Add(commit, request.NewClient, record!, code, known);

        var referral = await own.AddAsync(commit, need, contact.Receiver, Service, ReferralOrigin.EmployerContact);
        return await commit
            .Add(EmployerContactStore.Link(confirmed with { ReferralId = referral.Id }))
            .Ended(contact, confirmed, clock.Now)
            .SaveAsync(new ConfirmEmployerContactResponse { Referral = await view.Of(referral, call, []) });
    }

    private void CheckShape(ConfirmEmployerContactRequest request, bool byWorker) => Check.Shape(check =>
    {
        ClientRegistration.CheckNew(check, request.NewClient, request.ClientId, clock.Today);
        check
            .Uuid("contact_id", request.ContactId)
            .NotEmpty("reasons", request.Reasons).MaxCount("reasons", request.Reasons, 10).Codes("reasons", request.Reasons, "referral-reason", clock.Today)
            .MaxLength("description", request.Description, 4000)
            .OptionalSpecified("mode", request.Mode);
        if (byWorker)
        {
            check.Specified("mode", request.Mode);
            if (request.NewClient is null)
            {
                check.Uuid("client_id", request.ClientId);
            }
        }
        else
        {
            check.That(request.ClientId.Length == 0 && request.NewClient is null, "client_id", "CLIENT_GIVEN_TWICE", "empty: the token names the client");
        }
    });
}
