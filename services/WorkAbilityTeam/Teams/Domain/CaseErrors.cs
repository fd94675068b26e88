using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How a case refuses.</summary>
internal static class CaseErrors
{
    public static DomainException Blocked(string reason, TeamCase teamCase) =>
        new(ErrorKind.FailedPrecondition, reason, $"The case is {StateCode.Of(teamCase.State)}.",
            ("case_id", teamCase.Id.ToString()),
            ("closed_on", teamCase.ClosedOn?.ToString("O", CultureInfo.InvariantCulture) ?? ""))
        {
            Preconditions = [new Precondition("CASE_STATE", teamCase.Id.ToString(), reason)],
        };

    public static DomainException DayBeforeOpening(string field, TeamCase teamCase) =>
        DomainException.Field(
            field,
            "DAY_BEFORE_OPENING",
            "a day not before the case's opening",
            ("case_id", teamCase.Id.ToString()),
            ("not_before", PagingKeys.DayKey(teamCase.OpenedOn)));

    public static DomainException DayAfterMeeting(string field, DateOnly met) =>
        DomainException.Field(
            field, "DAY_AFTER_MEETING", "a day not after the first meeting that handled the case", ("not_after", PagingKeys.DayKey(met)));

    public static DomainException AlreadyOpen(Guid caseId) =>
        new(ErrorKind.AlreadyExists, "CASE_OPEN", "The client has an open case at the organisation already.", ("case_id", caseId.ToString()));

    public static DomainException AlreadyInvited() =>
        new(ErrorKind.AlreadyExists, "ALREADY_INVITED", "The worker is invited to the case on some of these days.");

    public static DomainException InvitationUnknown() =>
        new(ErrorKind.NotFound, "INVITATION_UNKNOWN", "The case has no invitation with this id; GetCase names them.");

    public static DomainException InvitationEnded() =>
        new(ErrorKind.FailedPrecondition, "INVITATION_ENDED", "The invitation has ended already.");

    public static DomainException PackageVersionUnknown(int newest) =>
        new(
            ErrorKind.NotFound,
            "PACKAGE_VERSION_UNKNOWN",
            "The package has no such version.",
            ("newest", newest.ToString(CultureInfo.InvariantCulture)));
}
