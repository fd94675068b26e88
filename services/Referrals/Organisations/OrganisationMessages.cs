namespace Tyokyky.Referrals.Organisations;

/// <summary>The register of organisations' messages; names come from <see cref="OrganisationStore.NamesAsync"/>.</summary>
internal static class OrganisationMessages
{
    public static Proto.Organisation ToMessage(this Organisation organisation, Func<string, string> name) => new()
    {
        OrganisationId = organisation.Id,
        Name = organisation.Name,
        Kind = organisation.Kind,
        Municipalities = { organisation.Municipalities },
        Services = { organisation.Services },
        Etag = Etag.Of(organisation.Version),
        ValidFrom = organisation.Days.From?.ToDate(),
        ValidTo = organisation.Days.To?.ToDate(),
        Successor = organisation.Successor,
        SuccessorName = organisation.Successor.Length > 0 ? name(organisation.Successor) : "",
    };

    public static Proto.Unit ToMessage(this Unit unit, Func<string, string> name) => new()
    {
        UnitId = unit.Id.ToString(),
        OrganisationId = unit.Organisation,
        OrganisationName = name(unit.Organisation),
        Name = unit.Name,
        Municipality = unit.Municipality,
        Services = { unit.Services },
        ValidFrom = unit.Days.From?.ToDate(),
        ValidTo = unit.Days.To?.ToDate(),
        Etag = unit.Etag,
    };

    public static Proto.Area ToMessage(this NamedArea named, Func<string, string> name) => new()
    {
        AreaId = named.Area.Id.ToString(),
        OrganisationId = named.Area.Organisation,
        OrganisationName = name(named.Area.Organisation),
        UnitId = named.Area.Unit?.ToString() ?? "",
        UnitName = named.UnitName,
        Municipalities = { named.Area.Municipalities },
        Services = { named.Area.Services },
        ValidFrom = named.Area.From.ToDate(),
        ValidTo = named.Area.To?.ToDate(),
        Basis = named.Area.Basis,
        Etag = named.Area.Etag,
    };

    public static Proto.Professional ToMessage(this NamedProfessional named, Func<string, string> name) => new()
    {
        ProfessionalId = named.Professional.Id.ToString(),
        Subject = named.Professional.Subject,
        OrganisationId = named.Professional.Organisation,
        OrganisationName = name(named.Professional.Organisation),
        UnitId = named.Professional.Unit?.ToString() ?? "",
        UnitName = named.UnitName,
        Name = named.Professional.Name,
        Profession = named.Professional.Profession,
        Languages = { named.Professional.Languages },
        Phone = named.Professional.Phone,
        Email = named.Professional.Email,
        ValidFrom = named.Professional.Days.From?.ToDate(),
        ValidTo = named.Professional.Days.To?.ToDate(),
        Etag = named.Professional.Etag,
    };
}
