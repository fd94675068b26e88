namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What facts tell of cases.</summary>
internal static class CaseFacts
{
    public static CaseOpened Opened(TeamCase teamCase) => new()
    {
        CaseId = teamCase.Id.ToString(),
        TaskId = teamCase.TaskId?.ToString() ?? "",
        ReferralId = teamCase.ReferralId?.ToString() ?? "",
        Client = teamCase.Facets(),
        Organisation = teamCase.Organisation,
        OpenedOn = teamCase.OpenedOn.ToDate(),
        TeamId = teamCase.TeamId?.ToString() ?? "",
        Referrer = teamCase.ReferredBy.Fact(),
    };

    public static CaseClosed Closed(TeamCase teamCase) => new()
    {
        CaseId = teamCase.Id.ToString(),
        TaskId = teamCase.TaskId?.ToString() ?? "",
        Client = teamCase.Facets(),
        Organisation = teamCase.Organisation,
        Outcome = teamCase.Outcome,
        ClosedOn = teamCase.ClosedOn?.ToDate(),
    };

    public static CaseCorrected Corrected(TeamCase teamCase, string reason) => new()
    {
        CaseId = teamCase.Id.ToString(),
        ClientId = teamCase.Client.Id.ToString(),
        Organisation = teamCase.Organisation,
        OpenedOn = teamCase.OpenedOn.ToDate(),
        ClosedOn = teamCase.ClosedOn?.ToDate(),
        Outcome = teamCase.Outcome,
        Reason = reason,
    };

    public static CaseEnteredInError Mistaken(TeamCase teamCase, DateOnly on) => new()
    {
        CaseId = teamCase.Id.ToString(),
        TaskId = teamCase.TaskId?.ToString() ?? "",
        ClientId = teamCase.Client.Id.ToString(),
        Organisation = teamCase.Organisation,
        Reason = teamCase.ErrorReason,
        EnteredOn = on.ToDate(),
    };

    /// <summary>What facts tell of the client for counting.</summary>
    public static ClientFacets Facets(this TeamCase teamCase) => teamCase.Client.Facets();
}
