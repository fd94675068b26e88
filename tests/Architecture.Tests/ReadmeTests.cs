using System.Text.RegularExpressions;
using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>What a service's README lists is what its contracts say.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Services { get; } = [.. Repository.Files("README.md").Where(f => f.StartsWith("services/", StringComparison.Ordinal) && Area().IsMatch(Repository.Read(f)))];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_services_README_names_its_RPC_services_and_the_facts_that_it_publishes(string path)
    {
        var readme = Repository.Read(path);
        var area = Area().Match(readme).Groups[1].Value;
        var services = ProtoFile.Own.Where(file => file.Area == area).SelectMany(file => file.Declarations).Where(d => d.Kind == "service").Select(d => d.Name);
        var facts = ProtoFile.Own.Where(file => file.Path.EndsWith($"/{area}_facts.proto", StringComparison.Ordinal)).SelectMany(FactsOf);

        services.Concat(facts).Where(name => !readme.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_service_with_contracts_has_such_a_README() => Services.Count.ShouldBe(5);

    // A message that stands in no other's field.
    private static IEnumerable<string> FactsOf(ProtoFile file)
    {
        var types = file.Declarations.Where(d => d.Kind == "field").SelectMany(d => d.Text.Split(' ')).ToHashSet();
        return file.Declarations.Where(d => d is { Kind: "message", Parent: null } && !types.Contains(d.Name)).Select(d => d.Name);
    }

    [GeneratedRegex("`shared/Contracts/protos/tyokyky/([a-z]+)/v1`")]
    private static partial Regex Area();
}
