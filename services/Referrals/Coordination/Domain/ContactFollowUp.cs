namespace Tyokyky.Referrals.Coordination;

/// <summary>What a contact opened: a referral, a consultation or a network meeting.</summary>
internal sealed record ContactFollowUp
{
    public required Guid Id { get; init; }

    public required Guid ContactId { get; init; }

    public required ContactFollowUpKind Kind { get; init; }

    /// <summary>Who is asked; empty for a network meeting.</summary>
    public string Organisation { get; init; } = "";

    public string Topic { get; init; } = "";

    public string Question { get; init; } = "";

    public bool ClientAgreed { get; init; }

    public bool ClientInvited { get; init; }

    public string[] Professions { get; init; } = [];

    public DateOnly? PlannedOn { get; init; }

    /// <summary>Unspecified for a referral, which has its own.</summary>
    public ContactFollowUpStatus Status { get; init; }

    public DateOnly? EndedOn { get; init; }

    /// <summary>The network meeting that is convened for it; what becomes of that becomes of this.</summary>
    public Guid? NetworkMeetingId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The outcome that opening it is.</summary>
    public string Outcome => Kind switch
    {
        ContactFollowUpKind.Consultation => "consultation",
        ContactFollowUpKind.NetworkMeeting => "network",
        _ => "referral",
    };
}
