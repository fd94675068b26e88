using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>What holds for every RPC is walked in every service, also in one that comes tomorrow.</summary>
public sealed class WalkTests
{
    public static TheoryData<string, string> Walks { get; } = new()
    {
        { "AccessWalk.WalkAsync(", "every RPC without a token, with every role, and for an organisation that nobody registered" },
        { ".ExpectValidAsync(", "a valid request of every RPC by its parties" },
        { ".ExpectStrangersLearnNothingAsync(", "every RPC by every kind of stranger" },
        { ".ExpectClearAnswersAsync(", "every hard value of every field" },
    };

    [Theory]
    [MemberData(nameof(Walks))]
    public void Every_service_with_use_cases_is_walked(string walk, string what)
    {
        var services = Project.All().Where(project => project.IsService && HasUseCases(project)).Select(project => project.Name).ToList();

        services.Count.ShouldBeGreaterThan(4);
        services.Where(service => !TestsOf(service).Any(file => Repository.Read(file).Contains(walk, StringComparison.Ordinal))).ShouldBeEmpty(what);
    }

    private static bool HasUseCases(Project service) => Repository.Files(".cs").Any(file => file.StartsWith(service.Folder + "/", StringComparison.Ordinal) && Repository.Read(file).Contains("[Access(", StringComparison.Ordinal));

    private static IEnumerable<string> TestsOf(string service) => Repository.Files("Tests.cs").Where(file => file.StartsWith($"tests/{service}.Tests/", StringComparison.Ordinal));
}
