using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Organisations;

/// <summary>Registers an organisation, or changes what is registered of it.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class RegisterOrganisation(OrganisationStore organisations, AgreedRows agreements, UnitOfWork unitOfWork, IBusinessClock clock)
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
        var response = await unitOfWork
            .Load(request, call, OrganisationStore.ById(request.OrganisationId).Unguarded("the commit changes this version, or registers the first"))
            .AuthorizeKeeper(call, request.OrganisationId)
            .Match(before => before is null ? null : Etag.Of(before.Version).Value)
            .WriteAsync(async (before, commit) =>
            {
                // What an organisation may be told and do follows from its kind.
                if (request.Kind != before?.Kind && !call.Caller.Is(Role.Operator))
                {
                    throw OrganisationErrors.KindByOperator();
                }

                if (request.Successor.Length > 0)
                {
                    await organisations.RequireAsync("successor", request.Successor, call.Cancel);
                }

                var now = new Organisation(
                    request.OrganisationId, request.Name, request.Kind, [.. request.Municipalities], [.. request.Services], before?.Version ?? 1)
                {
                    Days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo),
                    Successor = request.Successor,
                };

                commit.Guard(OrganisationStore.Register(before, now)).Fact(FactOf(now), now.Id);
                if (now.Kind != before?.Kind || !now.Municipalities.SequenceEqual(before.Municipalities))
                {
                    // Of whichever area it is now.
                    commit.Add(AgreedRows.Rise);
                }

                var shown = before is null ? now : now with { Version = before.Version + 1 };
                return new RegisterOrganisationResponse { Organisation = shown.ToMessage(await organisations.NamesAsync([now.Successor], call.Cancel)) };
            });
        organisations.Forget();
        await agreements.ReadAsync(call.Cancel);
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
