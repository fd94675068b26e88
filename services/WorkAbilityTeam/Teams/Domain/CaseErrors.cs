using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How a case refuses.</summary>
internal static class CaseErrors
{
    public static DomainException Blocked(string reason, TeamCase teamCase) =>
        new(ErrorKind.FailedPrecondition, reason, Said(reason).En,
            ("case_id", teamCase.Id.ToString()),
            ("closed_on", teamCase.ClosedOn?.ToString("O", CultureInfo.InvariantCulture) ?? ""))
        {
            Preconditions = [new Precondition("CASE_STATE", teamCase.Id.ToString(), reason)],
            Localized = Said(reason),
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
        new(ErrorKind.AlreadyExists, "CASE_OPEN", "The client has an open case at the organisation already.", ("case_id", caseId.ToString()))
        {
            Localized = new("Asiakkaalla on jo avoin asiakastapaus.", "Klienten har redan ett öppet fall.", "The client has an open case already."),
        };

    public static DomainException AlreadyInvited() =>
        new(ErrorKind.AlreadyExists, "ALREADY_INVITED", "The worker is invited to the case on some of these days.")
        {
            Localized = new(
                "Työntekijä on jo kutsuttu näiksi päiviksi.",
                "Arbetstagaren är redan inbjuden dessa dagar.",
                "The worker is invited on these days already."),
        };

    public static DomainException InvitationUnknown() =>
        new(ErrorKind.NotFound, "INVITATION_UNKNOWN", "The case has no invitation with this id; GetCase names them.");

    public static DomainException InvitationEnded() =>
        new(ErrorKind.FailedPrecondition, "INVITATION_ENDED", "The invitation has ended already.")
        {
            Localized = new("Kutsu on jo päättynyt.", "Inbjudan har redan upphört.", "The invitation has ended already."),
        };

    public static DomainException PackageVersionUnknown(int newest) =>
        new(
            ErrorKind.NotFound,
            "PACKAGE_VERSION_UNKNOWN",
            "The package has no such version.",
            ("newest", newest.ToString(CultureInfo.InvariantCulture)));

    private static LocalizedText Said(string reason) => reason switch
    {
        "CASE_CLOSED" => new(
            "Asiakastapaus on suljettu: siihen ei lisätä enää mitään.",
            "Klientfallet är avslutat: inget läggs till längre.",
            "The case is closed: nothing is added to it any more."),
        "CASE_NOT_CLOSED" => new(
            "Asiakastapaus on avoin: sillä ei ole vielä päättymispäivää eikä lopputulosta.",
            "Klientfallet är öppet: det har ännu varken slutdag eller resultat.",
            "The case is open: it has no last day and no outcome yet."),
        "CASE_NOT_HANDLED" => new(
            "Kokous ei käsitellyt tätä asiakastapausta.", "Mötet behandlade inte detta fall.", "The meeting did not handle this case."),
        _ => new(
            "Asiakastapaus on merkitty virheelliseksi.",
            "Klientfallet är markerat som felaktigt.",
            "The case was recorded by mistake: nothing is done with it any more."),
    };
}
