namespace Tyokyky.Referrals.Networks;

/// <summary>How network contacts, meetings, standing groups and agreed actions refuse.</summary>
internal static class NetworkErrors
{
    public static DomainException Blocked<TStatus>(string reason, Guid id, TStatus status)
        where TStatus : struct, Enum =>
        DomainException.Blocked(reason, "STATUS", id, ("status", StateCode.Of(status)));

    public static DomainException MeetingAnonymous() =>
        new(ErrorKind.FailedPrecondition, "MEETING_ANONYMOUS", "The meeting knows no client who could agree; the agreement says who the client is.");

    public static DomainException ClientAlreadyKnown() =>
        new(ErrorKind.FailedPrecondition, "CLIENT_ALREADY_KNOWN", "The meeting is about another client already.");

    public static DomainException ClientNotAgreed() =>
        new(ErrorKind.FailedPrecondition, "CLIENT_NOT_AGREED", "Who meets the client learns who it is: RecordNamingAgreement comes first.");

    public static DomainException NotANetworkMeeting() =>
        new(ErrorKind.FailedPrecondition, "NOT_A_NETWORK_MEETING", "The contact opened this as something else than a network meeting.");
    public static DomainException UnknownGroup() =>
        new(ErrorKind.NotFound, "GROUP_UNKNOWN", "No standing group has this id; ListStandingGroups names them.", ("field", "group_id"));

    public static DomainException UnknownMember() => new(ErrorKind.NotFound, "MEMBER_UNKNOWN", "The group has no member with this id.", ("field", "member_id"));

    public static DomainException AlreadyMember() => new(ErrorKind.AlreadyExists, "ALREADY_MEMBER", "This professional is a member on some of these days.");

    public static DomainException NotAMember() => DomainException.Field("member_ids", "UNKNOWN_MEMBER", "members of the group on the day");

    public static DomainException NotTakingPart() => DomainException.Field("organisations", "NOT_TAKING_PART", "organisations that take part in the meeting");

    public static DomainException OwnerNotTakingPart(string field) =>
        DomainException.Field(field, "OWNER_NOT_TAKING_PART", "the convener or an organisation that takes part");

    public static DomainException UnknownParticipant() => DomainException.Field("absent_numbers", "UNKNOWN_PARTICIPANT", "numbers of the plan's participants");

    public static DomainException UnknownProfessional(string field) =>
        DomainException.Field(field, "UNKNOWN_PROFESSIONAL", "a registered professional; ListProfessionals names them");

    public static DomainException DayBefore(string field, DateOnly first) =>
        DomainException.Field(field, "DAY_BEFORE_PREVIOUS", $"a day not before {PagingKeys.DayKey(first)}");
}
