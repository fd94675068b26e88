namespace Tyokyky.Referrals.Organisations;

/// <summary>Registers a professional of an organisation, or changes what is registered of one.</summary>
[Access(Role.Operator)]
[Access(Role.Manager | Role.Coordinator, Relation.SameOrganisation)]
internal sealed class RegisterProfessional(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RegisterProfessionalRequest request, Check check) => check
        .OptionalCode("profession", request.Profession, "profession", clock.CodeDay(request.ValidTo))
        .Codes("languages", request.Languages, "language", clock.CodeDay(request.ValidTo))
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public Task<RegisterProfessionalResponse> Handle(RegisterProfessionalRequest request, Call call)
    {
        return unitOfWork
            .Load(
                request,
                call,
                ProfessionalStore.ById(Ids.Optional(request.ProfessionalId)).Fenced(ProfessionalStore.ProfessionalRow.Fence),
                UnitStore.ById(Ids.Optional(request.UnitId)).Unguarded("a unit stays its organisation's"),
                (before, unit) => (Before: before, Unit: unit))
            .AuthorizeKeeper(call, request.OrganisationId)
            .WriteAsync(async (found, commit) =>
            {
                var organisation = await organisations.RequireAsync("organisation_id", request.OrganisationId, call.Cancel);
                call.MustBeTheirs(found.Before, "professional", request.ProfessionalId, organisation.Id);
                var professional = new Professional
                {
                    Id = found.Before?.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = organisation.Id,
                    Unit = OrganisationChecks.RequireUnit(found.Unit, request.UnitId, organisation.Id),
                    Subject = request.Subject,
                    Name = request.Name,
                    Profession = request.Profession,
                    Languages = [.. request.Languages.Distinct()],
                    Phone = request.Phone,
                    Email = request.Email,
                    Days = OrganisationChecks.Days(request.ValidFrom, request.ValidTo),
                };

                professional = commit.Register(
                    found.Before, professional, ProfessionalStore.ProfessionalRow.Insert, ProfessionalStore.ProfessionalRow.Update, clock.Now);
                commit.Fact(FactOf(professional), organisation.Id);
                var named = new NamedProfessional(professional, found.Unit?.Name ?? "");
                return new RegisterProfessionalResponse { Professional = named.ToMessage(_ => organisation.Name) };
            });
    }

    private static ProfessionalRegistered FactOf(Professional professional) => new()
    {
        ProfessionalId = professional.Id.ToString(),
        Organisation = professional.Organisation,
        Subject = professional.Subject,
        ValidFrom = professional.Days.From?.ToDate(),
        ValidTo = professional.Days.To?.ToDate(),
    };
}
