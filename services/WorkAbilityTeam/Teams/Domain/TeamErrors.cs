namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How teams refuse.</summary>
internal static class TeamErrors
{
    public static DomainException Ended(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "TEAM_ENDED", "The team has ended: nobody joins it any more.", ("valid_to", PagingKeys.DayKey(on)));

    public static DomainException AlreadyMember() =>
        new(ErrorKind.AlreadyExists, "ALREADY_MEMBER", "The worker is a member of the team on some of these days.");

    public static DomainException MemberUnknown() => new(ErrorKind.NotFound, "MEMBER_UNKNOWN", "The team has no such member; GetTeam names them.");

    public static DomainException MembershipEnded(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "MEMBERSHIP_ENDED", "The membership ends by then already.", ("to_day", PagingKeys.DayKey(on)));

    public static DomainException UnknownMember(string field) =>
        DomainException.Field(field, "UNKNOWN_MEMBER", "a member of the team on those days; GetTeam names them");

    public static DomainException DayBeforeStart(string field, DateOnly first) =>
        DomainException.Field(field, "DAY_BEFORE_START", $"a day not before {PagingKeys.DayKey(first)}", ("not_before", PagingKeys.DayKey(first)));

    public static DomainException UnknownTeam(string field) =>
        DomainException.Field(field, "UNKNOWN_TEAM", "a team of the organisation that goes on that day; ListTeams names them");

    public static DomainException UnknownWorker(string field) =>
        DomainException.Field(field, "UNKNOWN_WORKER", "a worker whom the team has as a member, or to whom the case is open, that day");
}
