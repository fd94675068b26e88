namespace Tyokyky.Referrals.Organisations;

/// <summary>Registers a unit of an organisation, or changes what is registered of it.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class RegisterUnit(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterUnitRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .Codes("services", request.Services, "service", clock.CodeDay(request.ValidTo))
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public Task<RegisterUnitResponse> Handle(RegisterUnitRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call, UnitStore.ById(Ids.Optional(request.UnitId)).Fenced(UnitStore.UnitRow.Fence))
            .AuthorizeKeeper(call, request.OrganisationId)
            .WriteAsync(async (before, commit) =>
            {
                var organisation = await organisations.RequireAsync("organisation_id", request.OrganisationId, call.Cancel);
                call.MustBeTheirs(before, "unit", request.UnitId, organisation.Id);
                organisation.MustOffer(request.Services);
                var unit = new Unit
                {
                    Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = organisation.Id,
                    Name = request.Name,
                    Municipality = request.Municipality,
                    Services = [.. request.Services],
                    Days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo),
                };

                unit = commit.Register(before, unit, UnitStore.UnitRow.Insert, UnitStore.UnitRow.Update, clock.Now);
                return new RegisterUnitResponse { Unit = unit.ToMessage(_ => organisation.Name) };
            });
    }
}
