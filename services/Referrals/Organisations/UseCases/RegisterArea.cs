namespace Tyokyky.Referrals.Organisations;

/// <summary>Registers an area of responsibility, or changes it.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class RegisterArea(OrganisationStore organisations, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterAreaRequest request, Check check) => check
        .Municipalities("municipalities", request.Municipalities)
        .Codes("services", request.Services, "service", clock.CodeDay(request.ValidFrom))
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public Task<RegisterAreaResponse> Handle(RegisterAreaRequest request, Call call)
    {
        return unitOfWork
            .Load(
                request,
                call,
                AreaStore.ById(Ids.Optional(request.AreaId)).Fenced(AreaStore.AreaRow.Fence),
                UnitStore.ById(Ids.Optional(request.UnitId)).Unguarded("a unit stays its organisation's"),
                (before, unit) => (Before: before, Unit: unit))
            .AuthorizeKeeper(call, request.OrganisationId)
            .WriteAsync(async (found, commit) =>
            {
                var organisation = await organisations.RequireAsync("organisation_id", request.OrganisationId, call.Cancel);
                call.MustBeTheirs(found.Before, "area", request.AreaId, organisation.Id);
                organisation.MustOffer(request.Services);
                var area = new Area
                {
                    Id = found.Before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = organisation.Id,
                    Unit = OrganisationChecks.RequireUnit(found.Unit, request.UnitId, organisation.Id),
                    Municipalities = [.. request.Municipalities.Distinct()],
                    Services = [.. request.Services.Distinct()],
                    From = request.ValidFrom.ToDay(),
                    To = request.ValidTo?.ToDay(),
                    Basis = request.Basis,
                };
                if (await database.OneAsync(AreaStore.Overlapping(area), call.Cancel) is { } overlap)
                {
                    throw OrganisationErrors.Overlaps(overlap);
                }

                area = commit
                    .Lock(AreaStore.Turn)
                    // Somebody registered an area there between our look and now: look again, and say whose it is.
                    .OnViolation(AreaStore.AnsweredOnce, () => new RetryableConflict("Another area was registered meanwhile."))
                    .Register(found.Before, area, AreaStore.AreaRow.Insert, AreaStore.AreaRow.Update, clock.Now);
                commit.Add(AreaStore.DeleteAnswers(area)).Add(AreaStore.InsertAnswers(area));
                return new RegisterAreaResponse { Area = new NamedArea(area, found.Unit?.Name ?? "").ToMessage(_ => organisation.Name) };
            });
    }
}
