using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>Confirms an employer's contact, on the client's word: it becomes the client's own referral.</summary>
[Access(Workers, Relation.Receiver)]
[Access(Role.Client, Relation.Client)]
internal sealed class ConfirmEmployerContact(
    EmployerContactKind contacts, OwnReferrals own, ClientRegistration registration, ReferralView view, UnitOfWork unitOfWork, Database database,
    IClientIds clientIds, IBusinessClock clock)
{
    private const string Service = "coordination";

    public void Validate(ConfirmEmployerContactRequest request, Check check)
    {
        ClientRegistration.CheckNew(check, request.NewClient, request.ClientId, clock.Today);
        check.Codes("reasons", request.Reasons, "referral-reason", clock.Today);
    }

    public async Task<ConfirmEmployerContactResponse> Handle(ConfirmEmployerContactRequest request, Call call)
    {
        var byWorker = call.Caller.ActsForOrganisation();
        CheckClient(request, byWorker);
        var code = registration.Code(request.NewClient, "new_client.");

        return await unitOfWork
            .Load(
                request,
                call,
                EmployerContactStore.ById(Guid.Parse(request.ContactId)).Fenced(EmployerContactStore.EmployerContactRow.Fence),
                ClientStore.Own(Ids.Optional(request.ClientId) ?? Guid.Empty, call.Caller.Organisation)
                    .Unguarded("the registration's step fences it"),
                registration.Find(code, request.NewClient, call).Unguarded("a person registered meanwhile violates a key, and is found anew"),
                (contact, held, known) => (
                    Contact: contact,
                    Record: request.NewClient is null ? held : registration.Resolve(request.NewClient, code, known, call),
                    Known: known))
            .Authorize(
                found => new AuditSubject(found.Contact?.ClientId, "employer-contact", request.ContactId),
                found => byWorker && found.Record is null ? null : found.Contact?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var contact = found.Contact!;
                var need = byWorker
                    ? await OfRecordAsync(request, contact, found.Record!, call)
                    : await OfClientAsync(request, contact.ClientId!.Value, commit);

                await contacts.ApplyAsync(commit, contact, contact.End(EmployerContactStatus.Confirmed, clock.Now));
                if (byWorker)
                {
                    registration.Add(commit, request.NewClient, found.Record!, code, found.Known);
                }

                var referral = await own.AddAsync(commit, need, contact.Receiver, Service, ReferralOrigin.EmployerContact, by: "contact_id");
                commit.Add(EmployerContactStore.Link(contact.Id, referral.Id));
                return new ConfirmEmployerContactResponse
                {
                    Referral = await view.Of(referral, call, []),
                    DifferingClientFields = { ClientRegistration.Differing(request.NewClient, found.Known) },
                };
            });
    }

    private async ValueTask<OwnNeed> OfRecordAsync(ConfirmEmployerContactRequest request, EmployerContact contact, ClientRecord record, Call call)
    {
        // Only against another code: that a contact names a person whom somebody knows is not told to who has no code to compare.
        if (record.HasCode && contact.ClientId is { } about && !(await clientIds.OfAsync(about, call.Cancel)).Contains(record.ClientId))
        {
            throw EmployerContactErrors.AnotherClient();
        }

        var client = new ReferredClient(record.BirthDate, record.FactMunicipality, record.FactBackground);
        return new OwnNeed(record.ClientId, client, [.. request.Reasons], request.Description);
    }

    private async ValueTask<OwnNeed> OfClientAsync(ConfirmEmployerContactRequest request, Guid clientId, Commit commit)
    {
        var client = (await database.OneAsync(ReferralStore.ReferredClient(clientId), commit.Call.Cancel))!;
        ReferralStore.Fence(commit, clientId, client);
        return new OwnNeed(clientId, client, [.. request.Reasons], request.Description);
    }

    // A worker says who the client is, and how it confirmed; a client's token does.
    private static void CheckClient(ConfirmEmployerContactRequest request, bool byWorker) => Check.Shape(check =>
    {
        if (!byWorker)
        {
            check.That(request.ClientId.Length == 0 && request.NewClient is null, "client_id", "CLIENT_GIVEN_TWICE", "empty: the token names the client");
            return;
        }

        check.Specified("mode", request.Mode);
        if (request.NewClient is null)
        {
            check.Required("client_id", request.ClientId);
        }
    });
}
