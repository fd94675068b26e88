using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Teams;

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
        DomainException.Field(
            field,
            "DAY_BEFORE_OPENING",
            "a day not before the case's opening",
            ("case_id", teamCase.Id.ToString()),
            ("not_before", PagingKeys.DayKey(teamCase.OpenedOn)));
}
