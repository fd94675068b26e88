namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers an area of responsibility, or changes it.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class RegisterArea(OrganisationStore organisations, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<RegisterAreaResponse> Handle(RegisterAreaRequest request, Call call)
    {
        CheckShape(request);
        var days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo);

        var (before, unit) = await unitOfWork.LoadAsync(
            call, request, AreaStore.ById(Ids.Optional(request.AreaId)), UnitStore.ById(Ids.Optional(request.UnitId)));
        call.AdmitTo(request.OrganisationId);
        if (call.Replay<RegisterAreaResponse>() is { } done)
        {
            return done;
        }

        var organisation = await organisations.RequireAsync("organisation_id", request.OrganisationId, call.Cancel);
        call.MustBeTheirs(before, "area", request.AreaId, organisation.Id, request.Etag);
        organisation.MustOffer(request.Services);
        var area = new Area
        {
            Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = organisation.Id,
            Unit = OrganisationChecks.RequireUnit(unit, request.UnitId, organisation.Id),
            Municipalities = [.. request.Municipalities.Distinct()],
            Services = [.. request.Services.Distinct()],
            From = days.From!.Value,
            To = days.To,
            Basis = request.Basis,
            Version = (before?.Version ?? 0) + 1,
        };
        if (await database.OneAsync(AreaStore.Overlapping(area.Id, area.Municipalities, area.Services, area.From, area.To), call.Cancel) is { } overlap)
        {
            throw OrganisationErrors.Overlaps(overlap);
        }

        return await unitOfWork.Commit(call, request)
            .Guard(before is null ? AreaStore.Insert(area) : AreaStore.Update(area))
            .Add(AreaStore.DeleteAnswers(area))
            .Add(AreaStore.InsertAnswers(area))
            // Somebody registered an area there between our look and now: look again, and say whose it is.
            .OnViolation(AreaStore.AnsweredOnce, () => new RetryableConflict("Another area was registered meanwhile."))
            .Transition(new Transition(area.ObjectType, area.Id, before is null ? "" : "registered", "registered", clock.Now))
            .SaveAsync(new RegisterAreaResponse { Area = new NamedArea(area, unit?.Name ?? "").ToMessage(_ => organisation.Name) });
    }

    private void CheckShape(RegisterAreaRequest request) => Check.Shape(check => check
        .OptionalUuid("area_id", request.AreaId)
        .Required("organisation_id", request.OrganisationId)
        .OptionalUuid("unit_id", request.UnitId)
        .NotEmpty("municipalities", request.Municipalities).MaxCount("municipalities", request.Municipalities, 400)
        .Municipalities("municipalities", request.Municipalities)
        .NotEmpty("services", request.Services).MaxCount("services", request.Services, 100).Codes("services", request.Services, "service", clock.CodeDay(request.ValidFrom))
        .Day("valid_from", request.ValidFrom).OptionalValidity(request.ValidFrom, request.ValidTo)
        .MaxLength("basis", request.Basis, 300));
}
