namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers a unit of an organisation, or changes what is registered of it.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class RegisterUnit(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterUnitRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .Codes("services", request.Services, "service", clock.CodeDay(request.ValidTo))
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public async Task<RegisterUnitResponse> Handle(RegisterUnitRequest request, Call call)
    {
        var days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo);

        var before = await unitOfWork.LoadAsync(call, request, UnitStore.ById(Ids.Optional(request.UnitId)));
        call.AdmitTo(request.OrganisationId);
        if (call.Replay<RegisterUnitResponse>() is { } done)
        {
            return done;
        }

        var organisation = await organisations.RequireAsync("organisation_id", request.OrganisationId, call.Cancel);
        call.MustBeTheirs(before, "unit", request.UnitId, organisation.Id, request.Etag);
        organisation.MustOffer(request.Services);
        var unit = new Unit
        {
            Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = organisation.Id,
            Name = request.Name,
            Municipality = request.Municipality,
            Services = [.. request.Services],
            Days = days,
            Version = (before?.Version ?? 0) + 1,
        };

        return await unitOfWork.Commit(call, request)
            .Guard(before is null ? UnitStore.Insert(unit) : UnitStore.Update(unit))
            .Transition(new Transition(unit.ObjectType, unit.Id, before is null ? "" : "registered", "registered", clock.Now))
            .SaveAsync(new RegisterUnitResponse { Unit = unit.ToMessage(_ => organisation.Name) });
    }
}
