using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>A meeting (kokous) of the team. It is recorded once and never changed.</summary>
internal sealed record Meeting(Guid Id, string Organisation, DateOnly HeldOn, string[] Professions, Mode Mode, int Minutes, DateTimeOffset RecordedAt);

/// <summary>How one meeting handled one case.</summary>
internal sealed record CaseHandling(Guid CaseId, Guid MeetingId, DateOnly HeldOn, ClientPart ClientPart, string Recommendation, OwnedAction[] Actions)
{
    public bool ClientPresent => ClientPart is ClientPart.Present or ClientPart.Remote;
}

/// <summary>What was agreed to be done: somebody owns it, by a day.</summary>
internal sealed record OwnedAction(string Text, string Owner, DateOnly DueOn);

/// <summary>What JobCoaching told of a coaching that a case's plan led to.</summary>
internal sealed record KnownCoaching(Guid CoachingId, Guid CaseId, string MeasureId, string State, string Outcome);
