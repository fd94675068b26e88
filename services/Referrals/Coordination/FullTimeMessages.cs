namespace Tyokyky.Referrals.Coordination;

/// <summary>Full-time equivalents as contracts tell them.</summary>
internal static class FullTimeMessages
{
    public static Proto.FullTimeEquivalent ToMessage(this FullTimeEquivalent entry) => new()
    {
        FullTimeEquivalentId = entry.Id.ToString(),
        Worker = entry.Worker,
        WorkerName = entry.WorkerName,
        Organisation = entry.Organisation,
        Role = entry.Role,
        Hundredths = entry.Hundredths,
        FromDay = entry.FromDay.ToDate(),
        ToDay = entry.ToDay?.ToDate(),
        Programme = entry.Programme,
    };
}
