using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Which capabilities of Referrals know which (ADR 18).</summary>
public sealed class CapabilityTests
{
    private const string Service = "Tyokyky.Referrals";

    // In an order in which each knows only those before it, and of those only the ones named.
    private static readonly (string Capability, string[] Knows)[] edges =
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
    ];

    [Fact]
    public void A_capability_knows_only_those_that_are_listed_for_it()
    {
        var listed = edges.SelectMany(edge => edge.Knows.Select(known => $"{edge.Capability} → {known}")).ToHashSet();
        var found = Dependencies().ToLookup(edge => $"{edge.From} → {edge.To}", edge => $"{edge.By} uses {edge.Type}");

        found.Where(edge => !listed.Contains(edge.Key)).Select(edge => $"{edge.Key}: {edge.First()}").ShouldBeEmpty();
        listed.Except(found.Select(edge => edge.Key)).ShouldBeEmpty("what nobody uses is not listed");
    }

    [Fact]
    public void No_capability_knows_one_after_it()
    {
        var order = edges.Select(edge => edge.Capability).ToList();

        edges.SelectMany(edge => edge.Knows.Where(known => order.IndexOf(known) >= order.IndexOf(edge.Capability)).Select(known => $"{edge.Capability} → {known}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_is_a_capability_and_names_itself() =>
        Repository.Files(".cs").Where(file => file.StartsWith("services/Referrals/", StringComparison.Ordinal))
            .Select(file => (File: file, Parts: file.Split('/')))
            .Where(one => one.Parts.Length > 3)
            .Where(one => edges.All(edge => edge.Capability != one.Parts[2])
                || !Repository.Read(one.File).Contains($"namespace {Service}.{one.Parts[2]};", StringComparison.Ordinal))
            .Select(one => one.File)
            .ShouldBeEmpty();

    private static IEnumerable<(string From, string To, string By, string Type)> Dependencies()
    {
        var assembly = Project.Shipped.Single(project => project.Name == "Referrals").Assembly;
        var types = new ArchLoader().LoadAssembly(assembly).Build().Types;
        // A generic method's parameter is no type of anybody's: of the JSON contexts' generated methods the library tells all as one capability's.
        return from type in types
               let own = CapabilityOf(type)
               where own.Length > 0
               from dependency in type.Dependencies
               where dependency.Target is not GenericParameter
               let other = CapabilityOf(dependency.Target)
               where other.Length > 0 && other != own
               select (own, other, type.Name, dependency.Target.Name);
    }

    // What stands at the service's root knows all: it puts them together.
    private static string CapabilityOf(IType type) =>
        type.Namespace?.FullName is { } name && name.StartsWith(Service + ".", StringComparison.Ordinal) ? name[(Service.Length + 1)..].Split('.')[0] : "";
}
