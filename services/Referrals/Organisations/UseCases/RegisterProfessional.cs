namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers a professional of an organisation, or changes what is registered of one.</summary>
[Access(Role.Operator)]
[Access(Role.Manager | Role.Coordinator, Relation.SameOrganisation)]
internal sealed class RegisterProfessional(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<RegisterProfessionalResponse> Handle(RegisterProfessionalRequest request, Call call)
    {
        CheckShape(request);
        var days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo);

        var (before, unit) = await unitOfWork.LoadAsync(
            call, request, ProfessionalStore.ById(Ids.Optional(request.ProfessionalId)), UnitStore.ById(Ids.Optional(request.UnitId)));
        call.AdmitTo(request.OrganisationId);
        if (call.Replay<RegisterProfessionalResponse>() is { } done)
        {
            return done;
        }

        var organisation = await organisations.RequireAsync("organisation_id", request.OrganisationId, call.Cancel);
        call.MustBeTheirs(before, "professional", request.ProfessionalId, organisation.Id, request.Etag);
        var professional = new Professional
        {
            Id = before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
            Organisation = organisation.Id,
            Unit = OrganisationChecks.RequireUnit(unit, request.UnitId, organisation.Id),
            Subject = request.Subject,
            Name = request.Name,
            Profession = request.Profession,
            Languages = [.. request.Languages.Distinct()],
            Phone = request.Phone,
            Email = request.Email,
            Days = days,
            Version = (before?.Version ?? 0) + 1,
        };

        return await unitOfWork.Commit(call, request)
            .Guard(before is null ? ProfessionalStore.Insert(professional) : ProfessionalStore.Update(professional))
            .Transition(new Transition(professional.ObjectType, professional.Id, before is null ? "" : "registered", "registered", clock.Now))
            .SaveAsync(new RegisterProfessionalResponse { Professional = new NamedProfessional(professional, unit?.Name ?? "").ToMessage(_ => organisation.Name) });
    }

    private void CheckShape(RegisterProfessionalRequest request) => Check.Shape(check => check
        .OptionalUuid("professional_id", request.ProfessionalId)
        .MaxLength("subject", request.Subject, 200)
        .Required("organisation_id", request.OrganisationId)
        .OptionalUuid("unit_id", request.UnitId)
        .Required("name", request.Name).MaxLength("name", request.Name, 200)
        .Code("profession", request.Profession, "profession", clock.CodeDay(request.ValidTo))
        .MaxCount("languages", request.Languages, 20).Codes("languages", request.Languages, "language", clock.CodeDay(request.ValidTo))
        .MaxLength("phone", request.Phone, 50)
        .MaxLength("email", request.Email, 200)
        .OptionalValidity(request.ValidFrom, request.ValidTo));
}
