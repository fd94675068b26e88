using System.Globalization;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>How planned contacts and working time refuse.</summary>
internal static class CaseloadErrors
{
    public static DomainException Blocked(string reason, ContactPlan plan) =>
        new(ErrorKind.FailedPrecondition, reason, $"The planned contact is {StateCode.Of(plan.State)}.", ("state", StateCode.Of(plan.State)))
        {
            Preconditions = [new Precondition("PLANNED_CONTACT_STATE", plan.Id.ToString(), reason)],
        };

    public static DomainException ContactUnknown() =>
        DomainException.Field("contact_id", "CONTACT_UNKNOWN", "a contact that was logged in the same coaching");

    public static DomainException DayTooLong(int recorded) =>
        new(
            ErrorKind.FailedPrecondition,
            "DAY_TOO_LONG",
            "With what is recorded already the day would have more than 24 hours.",
            ("recorded_minutes", recorded.ToString(CultureInfo.InvariantCulture)));

    public static DomainException TimeEnteredInError(WorkedTime time) =>
        new(ErrorKind.FailedPrecondition, "COACH_TIME_ENTERED_IN_ERROR", "The entry is marked as a mistake.")
        {
            Preconditions = [new Precondition("COACH_TIME_STATE", time.Id.ToString(), "COACH_TIME_ENTERED_IN_ERROR")],
        };
}
