namespace Tyokyky.Referrals.Coordination;

/// <summary>Case managers as contracts tell them.</summary>
internal static class CaseManagerMessages
{
    public static Proto.CaseManager ToMessage(this Appointment appointment, Guid clientId, DateOnly? nextFrom, Func<string, string> name) => new()
    {
        ClientId = clientId.ToString(),
        Worker = appointment.Worker,
        WorkerName = appointment.WorkerName,
        Organisation = appointment.Organisation,
        OrganisationName = name(appointment.Organisation),
        Programme = appointment.Programme,
        FromDay = appointment.FromDay.ToDate(),
        ToDay = LastDay(appointment, nextFrom)?.ToDate(),
    };

    // Two appointments on one day: the first one's time was that day.
    private static DateOnly? LastDay(Appointment appointment, DateOnly? nextFrom) => nextFrom switch
    {
        null => null,
        { } next when next == appointment.FromDay => next,
        { } next => next.AddDays(-1),
    };
}
