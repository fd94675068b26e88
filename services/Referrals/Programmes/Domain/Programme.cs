using System.Globalization;
using Tyokyky.Referrals.Coordination;

namespace Tyokyky.Referrals.Programmes;

/// <summary>A programme (hanke): a project or cohort that clients are in for a time.</summary>
internal sealed record Programme(
    string Code, string Name, string Organisation, string Funder, DateOnly FromDay, DateOnly? ToDay, DateOnly? ClosedOn, long Version)
{
    // No uuid: an organisation's programme is known by its code everywhere.
    public Etag Etag => Etag.Of(Version);

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public void RequireOpen()
    {
        if (ClosedOn is { } on)
        {
            throw ProgrammeErrors.Closed(on);
        }
    }

    /// <summary>Closes it, unless that leaves a client without a case manager.</summary>
    public Programme Close(DateOnly on, long ownerless)
    {
        RequireOpen();
        return ownerless > 0 ? throw ProgrammeErrors.OwnerlessClients(ownerless) : this with { ClosedOn = on };
    }
}

/// <summary>A client's time in a programme, and who answers for the client.</summary>
internal sealed record ProgrammeClient(
    string Programme, Guid ClientId, string Organisation, DateOnly FromDay, DateOnly? LeftOn, string CaseManager = "",
    string CaseManagerName = "", bool IsOwnerless = false, string CaseManagerOrganisation = "")
{
    public ProgrammeClient Leave(DateOnly on) => on < FromDay ? throw ResponsibilityErrors.DayBeforePrevious("left_on", FromDay) : this with { LeftOn = on };
}

/// <summary>How programmes refuse.</summary>
internal static class ProgrammeErrors
{
    public static DomainException StillInProgramme() =>
        new(ErrorKind.FailedPrecondition, "STILL_IN_PROGRAMME", "The client is in a programme; LeaveProgramme comes first.");

    public static DomainException Exists() => new(ErrorKind.AlreadyExists, "PROGRAMME_EXISTS", "A programme has this code already.");

    public static DomainException Unknown() => new(ErrorKind.NotFound, "UNKNOWN_PROGRAMME", "No programme has this code; ListProgrammes names them.");

    public static DomainException AlreadyIn() =>
        new(ErrorKind.AlreadyExists, "ALREADY_IN_PROGRAMME", "The client is, or was from that day on, in the programme already.");

    public static DomainException Closed(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "PROGRAMME_CLOSED", "The programme is closed.", ("closed_on", PagingKeys.DayKey(on)));

    public static DomainException UnknownVersion() =>
        new(ErrorKind.NotFound, "UNKNOWN_CARD_VERSION", "The programme's card has no such version for this caller.", ("field", "version"));

    public static DomainException CardUnchanged() =>
        new(ErrorKind.FailedPrecondition, "CARD_UNCHANGED", "The card tells the same as its last version.");

    public static DomainException NoteMissing() => DomainException.Field("note", "FIELD_REQUIRED", "why it changes or what it corrects");

    public static DomainException NotAPartner(string field) =>
        DomainException.Field(field, "NOT_A_PARTNER", "the organisation that runs the programme or one of its partners");

    public static DomainException YearOutsideTerm(string field, Programme programme) => DomainException.Field(
        field, "YEAR_OUTSIDE_TERM", $"a year of the programme's term, {programme.FromDay.Year}{(programme.ToDay is { } to ? $" to {to.Year}" : " or later")}");

    public static DomainException DueBeforeStart(string field, Programme programme) =>
        DomainException.Field(field, "DAY_BEFORE_START", $"a day not before {programme.FromDay:yyyy-MM-dd}");

    public static DomainException OwnerlessClients(long ownerless) =>
        new(
            ErrorKind.FailedPrecondition,
            "OWNERLESS_CLIENTS",
            "Closing would leave clients without a case manager; ListProgrammeClients with ownerless_only names them.",
            ("ownerless", ownerless.ToString(CultureInfo.InvariantCulture)));
}
