using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>The client as the fact that opened the case told it: the age band cannot be computed here, so it stays what it was then.</summary>
internal sealed record CountedClient(Guid Id, AgeBand AgeBand, string Municipality, string Programme);
