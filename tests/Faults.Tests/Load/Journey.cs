namespace Tyokyky.FaultTests.Load;

/// <summary>One client's way: registered, referred to the team, planned for, coached, closed, acknowledged; and an employer who is registered on the way.</summary>
internal sealed class Journey
{
    public string ClientId { get; set; } = "";

    public string ReferralId { get; set; } = "";

    public string TaskId { get; set; } = "";

    public string PermissionId { get; set; } = "";

    public string EmployerId { get; set; } = "";

    /// <summary>Empty until the team's case is found and planned.</summary>
    public string CaseId { get; set; } = "";

    /// <inheritdoc cref="CaseId"/>
    public string MeasureId { get; set; } = "";

    /// <summary>Empty until the measure's coaching is found and ended.</summary>
    public string CoachingId { get; set; } = "";

    public bool IsClosed { get; set; }

    public bool IsAcknowledged { get; set; }
}
