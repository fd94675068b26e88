using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Observations;

internal static class ObservationChecks
{
    /// <summary>What the contract cannot say of an observation's details; codes are those of its day.</summary>
    public static Check Details(this Check check, Proto.ObservationDetails? details, DateOnly day) => check.Within("details", details, (each, given) => each
        .OptionalCode("kind", given.Kind, "observation-kind", day)
        .Codes("services", given.Services, "service", day)
        .That(given.Services.Distinct().Count() == given.Services.Count, "services", "VALUE_TWICE", "each service once")
        .Codes("benefits", given.Benefits, "benefit", day)
        .That(given.Benefits.Distinct().Count() == given.Benefits.Count, "benefits", "VALUE_TWICE", "each benefit once")
        .NamesNobody("law", given.Law)
        .OptionalMunicipality("municipality", given.Municipality)
        .OptionalProgramme("programme", given.Programme)
        .NamesNobody("description", given.Description)
        .NamesNobody("proposal", given.Proposal));

    /// <summary>A text about no client.</summary>
    public static Check NamesNobody(this Check check, string field, string text) =>
        check.That(!Observation.NamesAPerson(text), field, "NAMES_A_PERSON", "a text about no client, without a personal identity code");

    /// <summary>As the domain keeps it.</summary>
    public static ObservationDetails ToDetails(this Proto.ObservationDetails details) => new(
        details.Kind,
        [.. details.Services],
        [.. details.Benefits],
        details.Law,
        details.Municipality.Length > 0 ? details.Municipality : Contracts.Municipality.Unknown,
        details.Programme,
        details.Description,
        details.Proposal);
}
