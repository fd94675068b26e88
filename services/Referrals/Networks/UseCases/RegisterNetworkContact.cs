using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>Names an organisation's contact for topics in the network, or changes what is registered of one.</summary>
[Access(Role.Operator)]
[Access(Role.Manager | Role.Coordinator, Relation.SameOrganisation)]
internal sealed class RegisterNetworkContact(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterNetworkContactRequest request, Check check) => check
        .Codes("topics", request.Topics, "contact-topic", clock.CodeDay(request.ValidTo))
        .Municipalities("municipalities", request.Municipalities)
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public Task<RegisterNetworkContactResponse> Handle(RegisterNetworkContactRequest request, Call call)
    {
        return unitOfWork
            .Load(
                request,
                call,
                NetworkContactStore.ById(Ids.Optional(request.NetworkContactId)).Fenced(NetworkContactStore.NetworkContactRow.Fence),
                NetworkContactStore.Professional(Guid.Parse(request.ProfessionalId)).Unguarded("a professional stays its organisation's"),
                (before, professional) => (Before: before, Named: professional))
            .Authorize(
                _ => new AuditSubject(null, "network-contact", request.NetworkContactId),
                found => found.Named?.Professional.Organisation == call.Caller.Organisation ? Relation.SameOrganisation : Relation.None)
            .WriteAsync(async (found, commit) =>
            {
                var (before, named) = (found.Before, found.Named ?? throw NetworkErrors.UnknownProfessional("professional_id"));
                call.MustBeTheirs(before, "network_contact", request.NetworkContactId, named.Professional.Organisation);
                var contact = new NetworkContact
                {
                    Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = named.Professional.Organisation,
                    Professional = named.Professional.Id,
                    Topics = [.. request.Topics.Distinct()],
                    Municipalities = [.. request.Municipalities.Distinct()],
                    Note = request.Note,
                    Days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo),
                    Version = before?.Version ?? 1,
                };
                if (before is null)
                {
                    commit.Add(NetworkContactStore.NetworkContactRow.Insert(contact));
                }
                else
                {
                    commit.Change(before, NetworkContactStore.NetworkContactRow.Update(contact));
                }

                commit.Transition(new Transition(contact.ObjectType, contact.Id, before is null ? "" : "registered", "registered", clock.Now));
                var name = await organisations.NamesAsync([contact.Organisation], call.Cancel);
                var registered = before is null ? contact : contact.At(before.Version + 1);
                return new RegisterNetworkContactResponse { NetworkContact = new NamedNetworkContact(registered, named).ToMessage(name) };
            });
    }
}
