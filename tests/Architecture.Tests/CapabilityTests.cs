using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Which capabilities of a service know which (ADR 18).</summary>
public sealed class CapabilityTests
{
    // By service, in an order in which each capability knows only those before it, and of those only the ones named.
    private static readonly Dictionary<string, (string Capability, string[] Knows)[]> services = new()
    {
        ["Referrals"] =
        [
            ("Common", []),
            ("Organisations", ["Common"]),
            ("Clients", ["Common", "Organisations"]),
            ("Coordination", ["Common", "Organisations", "Clients"]),
            ("Programmes", ["Common", "Organisations", "Clients", "Coordination"]),
            ("Needs", ["Common", "Organisations", "Clients"]),
            ("Networks", ["Common", "Organisations", "Clients", "Coordination"]),
            ("Groups", ["Common", "Organisations", "Networks"]),
            ("Observations", ["Common", "Organisations", "Networks"]),
            ("Pathways", ["Common", "Organisations", "Clients", "Coordination", "Needs"]),
            ("Referrals", ["Common", "Organisations", "Clients", "Coordination"]),
            ("Scheduling", ["Referrals"]),
            ("EmployerContacts", ["Common", "Organisations", "Clients", "Referrals"]),
            ("Directory", ["Common", "Organisations", "Needs"]),
            ("Worklists", ["Common", "Organisations", "Clients", "Networks"]),
            ("Agreements", ["Common", "Organisations", "Coordination", "Needs", "Pathways"]),
        ],
        ["WorkAbilityTeam"] =
        [
            ("Common", []),
            ("Disclosures", ["Common"]),
            ("Teams", ["Common", "Disclosures"]),
            ("Plans", ["Common", "Disclosures", "Teams"]),
            ("Consultations", ["Common", "Disclosures", "Teams"]),
            ("Slots", ["Common", "Teams", "Consultations"]),
            ("SocialSituations", ["Common", "Disclosures"]),
            ("Assessments", ["Common", "Disclosures", "Teams", "SocialSituations"]),
            ("Measurements", ["Common", "Disclosures", "Plans"]),
            ("FunctionalPeriods", ["Common", "Disclosures", "Teams"]),
        ],
        ["JobCoaching"] =
        [
            ("Common", []),
            ("Employers", []),
            ("Clients", []),
            ("Coachings", ["Common", "Employers", "Clients"]),
            ("Results", ["Common", "Employers", "Clients", "Coachings"]),
            ("Caseloads", ["Common", "Coachings"]),
            ("FollowUps", ["Common", "Caseloads", "Clients", "Results"]),
            ("WorkTrialFeedback", ["Common", "Employers", "Clients", "Results"]),
            ("Openings", ["Coachings"]),
            ("QualityCriteria", ["Common"]),
            ("BenefitsCounselling", ["Common", "Clients", "Coachings", "Results"]),
            ("Groups", ["Common", "Clients", "Coachings", "Results"]),
            ("Resources", ["Clients"]),
        ],
        ["EmployerRelations"] =
        [
            ("Employers", []),
            ("Openings", ["Employers"]),
        ],
    };

    public static TheoryData<string> Services => [.. services.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_capability_knows_only_those_that_are_listed_for_it(string service)
    {
        var listed = services[service].SelectMany(edge => edge.Knows.Select(known => $"{edge.Capability} → {known}")).ToHashSet();
        var found = Dependencies(service).ToLookup(edge => $"{edge.From} → {edge.To}", edge => $"{edge.By} uses {edge.Type}");

        found.Where(edge => !listed.Contains(edge.Key)).Select(edge => $"{edge.Key}: {edge.First()}").ShouldBeEmpty();
        listed.Except(found.Select(edge => edge.Key)).ShouldBeEmpty("what nobody uses is not listed");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void No_capability_knows_one_after_it(string service)
    {
        var order = services[service].Select(edge => edge.Capability).ToList();

        services[service]
            .SelectMany(edge => edge.Knows
                .Where(known => order.IndexOf(known) >= order.IndexOf(edge.Capability))
                .Select(known => $"{edge.Capability} → {known}"))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_folder_is_a_capability_and_names_itself(string service) =>
        Repository.Files(".cs").Where(file => file.StartsWith($"services/{service}/", StringComparison.Ordinal))
            .Select(file => (File: file, Parts: file.Split('/')))
            .Where(one => one.Parts.Length > 3)
            .Where(one => services[service].All(edge => edge.Capability != one.Parts[2])
                || !Repository.Read(one.File).Contains($"namespace Tyokyky.{service}.{one.Parts[2]};", StringComparison.Ordinal))
            .Select(one => one.File)
            .ShouldBeEmpty();

    private static IEnumerable<(string From, string To, string By, string Type)> Dependencies(string service)
    {
        var assembly = Project.Shipped.Single(project => project.Name == service).Assembly;
        var types = new ArchLoader().LoadAssembly(assembly).Build().Types;
        // A generic method's parameter is no type of anybody's: of the JSON contexts' generated methods the library tells all as one capability's.
        return from type in types
               let own = CapabilityOf(type, service)
               where own.Length > 0
               from dependency in type.Dependencies
               where dependency.Target is not GenericParameter
               let other = CapabilityOf(dependency.Target, service)
               where other.Length > 0 && other != own
               select (own, other, type.Name, dependency.Target.Name);
    }

    // What stands at the service's root knows all: it puts them together.
    private static string CapabilityOf(IType type, string service) =>
        type.Namespace?.FullName is { } name && name.StartsWith($"Tyokyky.{service}.", StringComparison.Ordinal)
            ? name[$"Tyokyky.{service}.".Length..].Split('.')[0]
            : "";
}
