namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Registers an employer, or finds the one with the same business id; of simultaneous registrations one makes it and the others find it.</summary>
[Access(Workers)]
internal sealed class RegisterEmployer(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterEmployerRequest request, Check check) => check
        .OptionalCode("sector", request.Sector, "employer-sector", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality)
        .That(
            request.BusinessId.Length > 0 || request.Sector == "household", "business_id", "FIELD_REQUIRED", "a Y-tunnus; only a household may be without one")
        .OptionalBusinessId("business_id", request.BusinessId);

    public Task<RegisterEmployerResponse> Handle(RegisterEmployerRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call, EmployerStore.ByBusinessId(request.BusinessId).Unguarded("of those who register one business id at once, one inserts"))
            .ForEveryone()
            .WriteAsync((known, commit) =>
            {
                if (known is not null) { return ValueTask.FromResult(new RegisterEmployerResponse { Employer = known.ToMessage(), Found = true }); }
                var employer = Compose(request);

                var fact = new EmployerRegistered { EmployerId = employer.Id.ToString(), Sector = employer.Sector, Municipality = employer.Municipality };
                commit.Guard(EmployerStore.Insert(employer)).Fact(fact, fact.EmployerId);
                return ValueTask.FromResult(new RegisterEmployerResponse { Employer = employer.ToMessage() });
            });
    }

    private Employer Compose(RegisterEmployerRequest request) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        BusinessId = request.BusinessId.Length > 0 ? request.BusinessId : null,
        Name = request.Name,
        Sector = request.Sector,
        Municipality = request.Municipality,
    };
}
