using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers an organisation, or changes what is registered of it.</summary>
internal sealed class RegisterOrganisation(Recorder recorder, IBusinessClock clock)
{
    public async Task<RegisterOrganisationResponse> Handle(RegisterOrganisationRequest request, Call call)
    {
        Check.Shape(check => check
            .BusinessId("organisation_id", request.OrganisationId)
            .Required("name", request.Name).MaxLength("name", request.Name, 200)
            .Code("kind", request.Kind, "organisation-kind", clock.Today)
            .MaxCount("municipalities", request.Municipalities, 400)
            .That(request.Municipalities.All(Contracts.Municipality.IsValid), "municipalities", "MUNICIPALITY_INVALID", "municipality codes of three digits such as 698")
            .Codes("services", request.Services, "service", clock.Today));

        var before = await recorder.LoadAsync(call, request, OrganisationStore.ById(request.OrganisationId));
        if (call.Replay<RegisterOrganisationResponse>() is { } done)
        {
            return done;
        }

        var organisation = new Organisation(request.OrganisationId, request.Name, request.Kind, [.. request.Municipalities], [.. request.Services], (before?.Version ?? 0) + 1);

        return await recorder.Commit(call, request)
            .Guard(before is null ? OrganisationStore.Insert(organisation) : OrganisationStore.Update(organisation))
            .SaveAsync(new RegisterOrganisationResponse { Organisation = organisation.ToMessage() });
    }
}
