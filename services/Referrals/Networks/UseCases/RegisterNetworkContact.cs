namespace Tyokyky.Referrals.UseCases;

/// <summary>Names an organisation's contact for topics in the network, or changes what is registered of one.</summary>
[Access(Role.Operator)]
[Access(Role.Manager | Role.Coordinator, Relation.SameOrganisation)]
internal sealed class RegisterNetworkContact(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterNetworkContactRequest request, Check check) => check
        .Codes("topics", request.Topics, "contact-topic", clock.CodeDay(request.ValidTo))
        .Municipalities("municipalities", request.Municipalities)
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public async Task<RegisterNetworkContactResponse> Handle(RegisterNetworkContactRequest request, Call call)
    {
        var days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo);

        var (before, named) = await unitOfWork.LoadAsync(
            call, request, NetworkContactStore.ById(Ids.Optional(request.NetworkContactId)), NetworkContactStore.Professional(Guid.Parse(request.ProfessionalId)));
        var professional = named?.Professional;
        call.AdmitTo(professional?.Organisation ?? "");
        if (call.Replay<RegisterNetworkContactResponse>() is { } done)
        {
            return done;
        }

        if (professional is null)
        {
            throw NetworkErrors.UnknownProfessional("professional_id");
        }

        call.MustBeTheirs(before, "network_contact", request.NetworkContactId, professional.Organisation, request.Etag);
        var contact = new NetworkContact
        {
            Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = professional.Organisation,
            Professional = professional.Id,
            Topics = [.. request.Topics.Distinct()],
            Municipalities = [.. request.Municipalities.Distinct()],
            Note = request.Note,
            Days = days,
            Version = (before?.Version ?? 0) + 1,
        };

        var name = await organisations.NamesAsync([contact.Organisation], call.Cancel);
        return await unitOfWork.Commit(call, request)
            .Guard(before is null ? NetworkContactStore.Insert(contact) : NetworkContactStore.Update(contact))
            .Transition(new Transition(contact.ObjectType, contact.Id, before is null ? "" : "registered", "registered", clock.Now))
            .SaveAsync(new RegisterNetworkContactResponse { NetworkContact = new NamedNetworkContact(contact, named!).ToMessage(name) });
    }
}
