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

    public static Proto.EmployerContact ToMessage(this EmployerContact contact) => new()
    {
        ContactId = contact.Id.ToString(),
        EmployerId = contact.EmployerId.ToString(),
        Organisation = contact.Organisation,
        Purpose = contact.Purpose,
        Programme = contact.Programme,
        Mode = contact.Mode,
        Minutes = contact.Minutes,
        ContactedOn = contact.ContactedOn.ToDate(),
        First = contact.First,
        FirstOfCoaches = contact.FirstOfCoaches,
        ByCoach = contact.ByCoach,
        Note = contact.Note,
    };
}
