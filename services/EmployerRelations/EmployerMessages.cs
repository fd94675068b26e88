namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>The messages of employers and openings.</summary>
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

    public static Proto.Opening ToMessage(this Opening opening) => new()
    {
        OpeningId = opening.Id.ToString(),
        EmployerId = opening.EmployerId.ToString(),
        EmployerName = opening.EmployerName,
        Title = opening.Title,
        Occupation = opening.Occupation,
        Municipality = opening.Municipality,
        WeeklyHours = opening.WeeklyHours,
        Kind = opening.Kind,
        OpenFrom = opening.OpenFrom.ToDate(),
        OpenTo = opening.OpenTo?.ToDate(),
        Closed = opening.Closed,
        Etag = opening.Etag,
    };

    public static Proto.FittingOpening ToMessage(this Domain.FittingOpening fitting)
    {
        var message = new Proto.FittingOpening { Opening = fitting.Opening.ToMessage() };
        message.Meets.AddRange(fitting.Meets);
        return message;
    }
}
