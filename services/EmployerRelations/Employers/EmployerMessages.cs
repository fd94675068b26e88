namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Employers as messages.</summary>
internal static class EmployerMessages
{
    public static Proto.Employer ToMessage(this Employer employer) => new()
    {
        EmployerId = employer.Id.ToString(),
        BusinessId = employer.BusinessId ?? "",
        Name = employer.Name,
        Sector = employer.Sector,
        Municipality = employer.Municipality,
        DoNotContact = employer.DoNotContact,
        ContactCount = employer.ContactCount,
        LastContactOn = employer.LastContactOn?.ToDate(),
        LastContactBy = employer.LastContactBy,
        Etag = employer.Etag,
    };
}
