namespace Tyokyky.WorkAbilityTeam;

/// <summary>A protected client is hidden in all that the team keeps of it.</summary>
internal sealed class HiddenClients() : ProtectedClients(
    new("HideClientOfCases", "team_case", "case"),
    new("HideClientOfAssessments", "assessment", "assessment"),
    new("HideClientOfSituations", "social_situation", "social-situation"),
    new("HideClientOfMeasurements", "measurement", "measurement"),
    new("HideClientOfPeriods", "functional_period", "functional-period"));
