using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public sealed class ReferenceTests
{
    // From the contracts outwards; each may reference those before it.
    private static readonly string[] SharedInOrder = ["Contracts", "ServiceDefaults", "Records", "EventLog"];

    [Fact]
    public void Shared_projects_reference_only_those_before_them() =>
        Project.Shipped.Where(p => !p.IsService)
            .SelectMany(p => p.Projects.Where(r => Array.IndexOf(SharedInOrder, r) is var at && (at < 0 || at >= Array.IndexOf(SharedInOrder, p.Name))).Select(r => $"{p.Name} → {r}"))
            .ShouldBeEmpty();

    [Fact]
    public void A_service_references_shared_projects_and_no_other_service() =>
        Project.Shipped.Where(p => p.IsService)
            .SelectMany(p => p.Projects.Except(SharedInOrder).Select(r => $"{p.Name} → {r}"))
            .ShouldBeEmpty();

    [Fact]
    public void Only_EventLog_references_MassTransit() =>
        Project.All().Where(p => p.Packages.Any(r => r.Id.StartsWith("MassTransit", StringComparison.Ordinal)) && p.Name is not ("EventLog" or "EventLog.Tests" or "Benchmarks"))
            .Select(p => p.Name)
            .ShouldBeEmpty();

    [Fact]
    public void Only_EventLog_names_MassTransit() =>
        Repository.Files(".cs").Where(f => f.StartsWith("services/", StringComparison.Ordinal) || f.StartsWith("shared/", StringComparison.Ordinal))
            .Where(f => !f.StartsWith("shared/EventLog/", StringComparison.Ordinal) && Repository.Read(f).Contains("using MassTransit", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Database_and_broker_clients_come_with_Aspire_and_MassTransit() =>
        Project.Shipped.SelectMany(p => p.Packages.Where(r => r.Id is "Npgsql" or "RabbitMQ.Client").Select(r => $"{p.Name} → {r.Id}"))
            .ShouldBeEmpty();

    [Fact]
    public void Versions_stand_in_one_place() =>
        Project.All().SelectMany(p => p.Packages.Where(r => r.Version is not null).Select(r => $"{p.Name} → {r.Id} {r.Version}"))
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Tyokyky.sln").Replace('\\', '/');
        Project.All().Where(p => !solution.Contains(p.Path, StringComparison.Ordinal)).Select(p => p.Path).ShouldBeEmpty();
    }
}
