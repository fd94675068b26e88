namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers an organisation, or changes what is registered of it.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class RegisterOrganisation(OrganisationStore organisations, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(RegisterOrganisationRequest request, Check check) => check
        .OptionalBusinessId("organisation_id", request.OrganisationId)
        .OptionalCode("kind", request.Kind, "organisation-kind", clock.CodeDay(request.ValidTo))
        .Municipalities("municipalities", request.Municipalities)
        .Codes("services", request.Services, "service", clock.CodeDay(request.ValidTo))
        .OptionalValidity(request.ValidFrom, request.ValidTo)
        .That(request.Successor.Length == 0 || request.ValidTo is not null, "successor", "LAST_DAY_MISSING", "empty while the organisation has no last day");

    public async Task<RegisterOrganisationResponse> Handle(RegisterOrganisationRequest request, Call call)
    {
        var days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo);

        var before = await unitOfWork.LoadAsync(call, request, OrganisationStore.ById(request.OrganisationId));
        call.AdmitTo(request.OrganisationId);
        if (call.Replay<RegisterOrganisationResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, before is null ? "" : Etag.Of(before.Version));
        // What an organisation may be told and do follows from its kind.
        if (request.Kind != before?.Kind && !call.Caller.Is(Role.Operator))
        {
            throw OrganisationErrors.KindByOperator();
        }

        if (request.Successor.Length > 0)
        {
            await organisations.RequireAsync("successor", request.Successor, call.Cancel);
        }

        var organisation = new Organisation(request.OrganisationId, request.Name, request.Kind, [.. request.Municipalities], [.. request.Services], (before?.Version ?? 0) + 1)
        {
            Days = days,
            Successor = request.Successor,
        };

        var response = await unitOfWork.Commit(call, request)
            .Guard(before is null ? OrganisationStore.Insert(organisation) : OrganisationStore.Update(organisation))
            .Fact(FactOf(organisation), organisation.Id)
            .SaveAsync(new RegisterOrganisationResponse { Organisation = organisation.ToMessage(await organisations.NamesAsync([organisation.Successor], call.Cancel)) });
        organisations.Forget();
        return response;
    }

    private static OrganisationRegistered FactOf(Organisation organisation) => new()
    {
        OrganisationId = organisation.Id,
        Name = organisation.Name,
        Kind = organisation.Kind,
        ValidFrom = organisation.Days.From?.ToDate(),
        ValidTo = organisation.Days.To?.ToDate(),
        Successor = organisation.Successor,
    };
}
