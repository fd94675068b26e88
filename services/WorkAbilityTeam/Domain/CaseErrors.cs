using System.Globalization;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.WorkAbilityTeam.Domain;

/// <summary>How a case refuses.</summary>
internal static class CaseErrors
{
    public static DomainException Closed(TeamCase teamCase) =>
        new(ErrorKind.FailedPrecondition, "CASE_CLOSED", "The case is closed: nothing is added to it any more.",
            ("case_id", teamCase.Id.ToString()),
            ("closed_on", teamCase.ClosedOn?.ToString("O", CultureInfo.InvariantCulture) ?? ""))
        {
            Preconditions = [new Precondition("CASE_STATE", teamCase.Id.ToString(), "CASE_CLOSED")],
            Localized = new("Asiakastapaus on suljettu.", "Klientfallet är avslutat.", "The case is closed."),
        };

    public static DomainException DayBeforeOpening(string field, TeamCase teamCase) =>
        new(ErrorKind.InvalidArgument, "DAY_BEFORE_OPENING", $"{field} should not be before the day that the case opened.",
            ("field", field),
            ("case_id", teamCase.Id.ToString()),
            ("not_before", teamCase.OpenedOn.ToString("O", CultureInfo.InvariantCulture)))
        {
            FieldViolations = [new FieldViolation(field, "DAY_BEFORE_OPENING", "a day not before the case's opening")],
        };
}
