namespace Tyokyky.FaultTests.Load;

/// <summary>One client's way: registered, referred to the team, heard, closed, acknowledged.</summary>
internal sealed class Journey
{
    public string ClientId { get; set; } = "";

    public string ReferralId { get; set; } = "";

    public string TaskId { get; set; } = "";

    public string PermissionId { get; set; } = "";

    /// <summary>Empty until the team's case is found.</summary>
    public string CaseId { get; set; } = "";

    public bool IsAcknowledged { get; set; }
}
