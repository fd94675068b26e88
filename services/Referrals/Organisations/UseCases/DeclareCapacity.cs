namespace Tyokyky.Referrals.UseCases;

/// <summary>Says what the caller's organisation can take in a service.</summary>
[Access(Workers | Role.Manager)]
internal sealed class DeclareCapacity(OrganisationStore organisations, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(DeclareCapacityRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public async Task<DeclareCapacityResponse> Handle(DeclareCapacityRequest request, Call call)
    {
        var organisation = call.Caller.Organisation;

        var before = await unitOfWork.LoadAsync(call, request, CapacityStore.Of(organisation, request.Service));
        if (call.Replay<DeclareCapacityResponse>() is { } done)
        {
            return done;
        }

        var offering = await organisations.RequireOfferAsync(organisation, request.Service, call.Cancel);
        var capacity = new ServiceCapacity(organisation, request.Service, request.FreePlaces, request.NextStartOn?.ToDay(), clock.DayOrToday("declared_on", request.DeclaredOn), 1).After(before);

        return await unitOfWork.Commit(call, request)
            .Guard(CapacityStore.Declare(capacity))
            .Fact(
                new CapacityDeclared { Organisation = organisation, Service = capacity.Service, FreePlaces = capacity.FreePlaces, NextStartOn = capacity.NextStartOn?.ToDate(), DeclaredOn = capacity.DeclaredOn.ToDate() },
                organisation)
            .SaveAsync(new DeclareCapacityResponse
            {
                Capacity = new Capacity
                {
                    OrganisationId = organisation,
                    OrganisationName = offering.Name,
                    Service = capacity.Service,
                    FreePlaces = capacity.FreePlaces,
                    NextStartOn = capacity.NextStartOn?.ToDate(),
                    DeclaredOn = capacity.DeclaredOn.ToDate(),
                    Fresh = capacity.DeclaredOn >= ServiceCapacity.FreshFrom(clock.Today),
                },
            });
    }
}
