namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>A case on a meeting's agenda, and how the meeting handled it.</summary>
internal sealed record AgendaItem
{
    public required Guid CaseId { get; init; }

    public required Guid MeetingId { get; init; }

    public required Guid ClientId { get; init; }

    /// <summary>The meeting's day: planned, then held.</summary>
    public required DateOnly HeldOn { get; init; }

    public required int Number { get; init; }

    public AgendaState State { get; init; } = AgendaState.Expected;

    public required ClientPart ClientPart { get; init; }

    public string ClientQuestion { get; init; } = "";

    public string SupportPerson { get; init; } = "";

    public string Recommendation { get; init; } = "";

    /// <summary>The package as the meeting had it.</summary>
    public int PackageVersion { get; init; }

    /// <summary>1 to 5; 0: not answered.</summary>
    public int Heard { get; init; }

    public int Useful { get; init; }

    public string Feedback { get; init; } = "";

    public DateOnly? FeedbackOn { get; init; }

    public bool ClientPresent => ClientPart is ClientPart.Present or ClientPart.Remote;
}
