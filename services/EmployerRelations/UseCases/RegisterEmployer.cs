namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Registers an employer, or finds the one with the same business id; of simultaneous registrations one makes it and the others find it.</summary>
[Access(Workers)]
internal sealed class RegisterEmployer(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterEmployerRequest request, Check check) => check
        .OptionalCode("sector", request.Sector, "employer-sector", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality)
        .That(request.BusinessId.Length > 0 || request.Sector == "household", "business_id", "FIELD_REQUIRED", "a Y-tunnus; only a household may be without one")
        .OptionalBusinessId("business_id", request.BusinessId);

    public async Task<RegisterEmployerResponse> Handle(RegisterEmployerRequest request, Call call)
    {
        var known = await unitOfWork.LoadAsync(call, request, EmployerStore.ByBusinessId(request.BusinessId));
        if (call.Replay<RegisterEmployerResponse>() is { } done)
        {
            return done;
        }

        if (known is not null)
        {
            return await unitOfWork.Commit(call, request).SaveAsync(new RegisterEmployerResponse { Employer = known.ToMessage(), Found = true });
        }

        var employer = new Employer
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            BusinessId = request.BusinessId.Length > 0 ? request.BusinessId : null,
            Name = request.Name,
            Sector = request.Sector,
            Municipality = request.Municipality,
        };

        return await unitOfWork.Commit(call, request)
            .Guard(EmployerStore.Insert(employer))
            .Fact(new EmployerRegistered { EmployerId = employer.Id.ToString(), Sector = employer.Sector, Municipality = employer.Municipality }, employer.Id.ToString())
            .SaveAsync(new RegisterEmployerResponse { Employer = employer.ToMessage() });
    }
}
