using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.Metrics.Tests;

/// <summary>Sectors' destinations, written down once more.</summary>
internal static class NaiveSectors
{
    public static string Of(string sector) => sector switch
    {
        "company" or "cooperative" or "own-business" or "household" => "company",
        "municipality" or "municipal-group" or "joint-authority" or "wellbeing-services-county" or "state" => "municipality",
        "association" or "foundation" or "parish" => "third-sector",
        _ => "unclassified",
    };

    public static string DestinationOf(JobRecorded job) => job.Kind == "apprenticeship" ? "apprenticeship" : Of(job.Sector) + (job.PaySubsidised ? "-subsidised" : "-unsubsidised");
}
