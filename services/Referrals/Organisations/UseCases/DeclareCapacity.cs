using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Organisations;

/// <summary>Says what the caller's organisation can take in a service.</summary>
[Access(Workers | Role.Manager)]
internal sealed class DeclareCapacity(OrganisationStore organisations, AgreedRows agreements, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(DeclareCapacityRequest request, Check check) => check.OptionalCode("service", request.Service, "service", clock.Today);

    public Task<DeclareCapacityResponse> Handle(DeclareCapacityRequest request, Call call)
    {
        var organisation = call.Caller.Organisation;

        return unitOfWork
            .Load(request, call, CapacityStore.Of(organisation, request.Service).Unguarded("the commit changes this version, or declares the first"))
            .ForEveryone()
            .WriteAsync(async (before, commit) =>
            {
                var offering = await organisations.RequireOfferAsync(organisation, request.Service, call.Cancel, field: "declared_on");
                var day = clock.DayOrToday("declared_on", request.DeclaredOn);
                var capacity = new ServiceCapacity(organisation, request.Service, request.FreePlaces, request.NextStartOn?.ToDay(), day).After(before);

                commit.Guard(CapacityStore.Declare(before, capacity)).Fact(FactOf(capacity), organisation);
                return new DeclareCapacityResponse { Capacity = ToMessage(capacity, offering.Name) };
            });
    }

    private static CapacityDeclared FactOf(ServiceCapacity capacity) => new()
    {
        Organisation = capacity.Organisation,
        Service = capacity.Service,
        FreePlaces = capacity.FreePlaces,
        NextStartOn = capacity.NextStartOn?.ToDate(),
        DeclaredOn = capacity.DeclaredOn.ToDate(),
    };

    private Capacity ToMessage(ServiceCapacity capacity, string name) => new()
    {
        OrganisationId = capacity.Organisation,
        OrganisationName = name,
        Service = capacity.Service,
        FreePlaces = capacity.FreePlaces,
        NextStartOn = capacity.NextStartOn?.ToDate(),
        DeclaredOn = capacity.DeclaredOn.ToDate(),
        Fresh = capacity.DeclaredOn >= ServiceCapacity.FreshFrom(clock.Today, agreements.OfOrganisation(capacity.Organisation)),
    };
}
