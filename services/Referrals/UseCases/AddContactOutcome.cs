using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Adds an outcome to a contact, as it comes.</summary>
internal sealed class AddContactOutcome(Recorder recorder, IBusinessClock clock)
{
    public async Task<AddContactOutcomeResponse> Handle(AddContactOutcomeRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("contact_id", request.ContactId).Code("outcome", request.Outcome, "contact-outcome", clock.Today));

        var contact = await recorder.LoadAsync(call, request, CoordinationStore.Contact(Guid.Parse(request.ContactId)));
        call.Concerns(contact?.ClientId?.ToString(), "contact", request.ContactId);
        call.Admit(contact, contact?.RelationOf(call.Caller));
        if (call.Replay<AddContactOutcomeResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, contact.Etag);
        contact.AddOutcome(request.Outcome);

        var clientId = contact.ClientId?.ToString() ?? "";
        var commit = recorder.Commit(call, request)
            .Guard(CoordinationStore.UpdateOutcomes(contact))
            .Fact(
                new ContactOutcomeAdded { ContactId = request.ContactId, ClientId = clientId, Outcome = request.Outcome },
                clientId.Length > 0 ? clientId : request.ContactId);
        if (contact.ClientId is { } client)
        {
            commit.Touched(client, contact.ObjectType, contact.Id);
        }

        return await commit.SaveAsync(new AddContactOutcomeResponse { Contact = contact.ToMessage(contact.Version + 1) });
    }
}
