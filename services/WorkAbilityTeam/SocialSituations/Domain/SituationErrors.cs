namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>How a social situation description refuses.</summary>
internal static class SituationErrors
{
    public static DomainException VersionUnknown() => new(ErrorKind.NotFound, "SITUATION_VERSION_UNKNOWN", "The description has no such version.");

    public static DomainException AnsweredBeforeWritten(DateOnly describedOn) =>
        DomainException.Field(
            "answered_on", "DAY_BEFORE_START", "a day not before the version was written", ("not_before", PagingKeys.DayKey(describedOn)));

    public static DomainException Blocked(string reason, ClientSituation situation) =>
        new(ErrorKind.FailedPrecondition, reason, "The newest version is answered once; another answer needs another version.",
            ("situation_id", situation.Id.ToString()))
        {
            Preconditions = [new Precondition("SITUATION_VERSION", situation.Id.ToString(), reason)],
        };
}
