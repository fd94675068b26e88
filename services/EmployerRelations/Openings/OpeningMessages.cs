namespace Tyokyky.EmployerRelations.Openings;

/// <summary>Openings as messages.</summary>
internal static class OpeningMessages
{
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

    public static Proto.FittingOpening ToMessage(this FittingOpening fitting)
    {
        var message = new Proto.FittingOpening { Opening = fitting.Opening.ToMessage() };
        message.Meets.AddRange(fitting.Meets);
        return message;
    }
}
