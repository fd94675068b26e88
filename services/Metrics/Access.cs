using Tyokyky.ServiceDefaults;
using static Tyokyky.ServiceDefaults.Role;

namespace Tyokyky.Metrics;

/// <summary>Who may call what. Figures are of nobody: no relation is asked for. An RPC that is not here is refused.</summary>
internal static class Access
{
    private const string Indicators = "tyokyky.metrics.v1.IndicatorsService";
    private const string Reports = "tyokyky.metrics.v1.ReportsService";

    /// <summary>Those who must report or steer by figures.</summary>
    private const Role Readers = Manager | Analyst | Coordinator;

    public static AccessTable Table { get; } = new AccessTable()
        .Rpc($"{Indicators}/ListIndicators", Readers)
        .Rpc($"{Indicators}/GetIndicator", Readers)
        .Rpc($"{Reports}/GetDestinationsReport", Readers);
}
