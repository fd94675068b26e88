namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>What one reader may see of a period: all of what was seen, the workplace's feedback alone, or that there is something.</summary>
/// <param name="ReadsContent">What was seen, and what it comes to.</param>
/// <param name="ReadsFeedback">What the workplace said.</param>
/// <param name="ReadsReason">Why it ended: not for who could use it against the client.</param>
internal sealed record PeriodReader(bool ReadsContent, bool ReadsFeedback, bool ReadsReason)
{
    public static PeriodReader Of(Caller caller, Relation relation)
    {
        var isOwner = relation.HasFlag(Relation.Owner);
        var content = (relation & (Relation.Client | Relation.PermissionHolder)) != 0 || (isOwner && caller.Is(Role.TeamMember));
        return new(
            content,
            content || relation.HasFlag(Relation.NamedParticipant),
            isOwner || relation.HasFlag(Relation.Client));
    }
}

/// <summary>Periods as messages.</summary>
internal static class PeriodMessages
{
    public static FunctionalPeriod ToMessage(this AssessmentPeriod period, PeriodReader reader)
    {
        var message = new FunctionalPeriod
        {
            PeriodId = period.Id.ToString(),
            ClientId = period.Client.Id.ToString(),
            Organisation = period.Organisation,
            CaseId = period.CaseId.ToString(),
            PlatformType = period.PlatformType,
            Host = period.Host,
            Workplace = period.Workplace,
            WorkTrial = period.WorkTrial,
            CoachingOrganisation = period.CoachingOrganisation,
            State = period.State,
            PlannedStart = period.PlannedStart.ToDate(),
            PlannedEnd = period.PlannedEnd.ToDate(),
            StartedOn = period.StartedOn?.ToDate(),
            EndedOn = period.EndedOn?.ToDate(),
            EndReason = reader.ReadsReason ? period.EndReason : "",
            Conclusion = reader.ReadsContent ? period.Conclusion : "",
            Withheld = reader is not { ReadsContent: true, ReadsReason: true },
            Etag = period.Etag,
        };
        message.Views.AddRange(period.Views.Where(view => reader.ReadsContent || (reader.ReadsFeedback && view.Giver == ViewGiver.Host)).Select(ToMessage));
        message.DomainsMissing.AddRange(reader.ReadsContent ? period.MissingDomains : []);
        return message;
    }

    public static DomainSeen[] SeenBy(this IEnumerable<DomainView> views, ViewGiver giver, DateOnly on, string reference = "") =>
        [.. views.Select(view => new DomainSeen(giver, view.Domain, view.Level, view.Text, on, reference))];

    private static FunctionalView ToMessage(DomainSeen view) => new()
    {
        Giver = view.Giver,
        Domain = view.Domain,
        Level = view.Level,
        Text = view.Text,
        GivenOn = view.GivenOn.ToDate(),
        Reference = view.Reference,
    };
}
