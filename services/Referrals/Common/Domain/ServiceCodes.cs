namespace Tyokyky.Referrals.Common;

/// <summary>Codes of services (system "service") that this service knows by name, because another service of the suite gives them.</summary>
internal static class ServiceCodes
{
    public const string WorkAbilityTeam = "work-ability-team";

    public const string JobCoaching = "job-coaching";
}
