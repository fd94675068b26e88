using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Contracts are documented in full, and borrowed ones are what they were.</summary>
public sealed partial class ProtoTests
{
    [Fact]
    public void Every_service_RPC_message_field_enum_and_value_says_what_it_means() =>
        ProtoFile.Own.SelectMany(file => file.Declarations.Where(d => d.Comment.Length == 0).Select(d => $"{file.Path}: {d}")).ShouldBeEmpty();

    [Fact]
    public void Every_RPC_says_which_errors_it_returns() =>
        ProtoFile.Own.SelectMany(file => file.Declarations.Where(d => d.Kind == "rpc" && !StatusCode().IsMatch(d.Comment + d.Parent!.Comment)).Select(d => $"{file.Path}: {d}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("services/Referrals/", "referrals")]
    [InlineData("services/WorkAbilityTeam/", "team")]
    [InlineData("services/JobCoaching/", "coaching")]
    [InlineData("services/EmployerRelations/", "employers")]
    [InlineData("services/Metrics/", "metrics")]
    [InlineData("shared/", "operations", "events")]
    public void Every_reason_that_the_code_gives_stands_in_a_comment_of_its_package_or_of_the_common_one(string folder, params string[] areas)
    {
        var told = ProtoFile.Own.Where(file => file.Area == "common" || areas.Contains(file.Area)).SelectMany(file => Reason().Matches(file.Comments).Select(m => m.Value)).ToHashSet();
        var given = Project.Shipped.Where(project => project.Path.StartsWith(folder, StringComparison.Ordinal))
            .SelectMany(project => Repository.Files(".cs").Where(file => file.StartsWith(project.Folder + '/', StringComparison.Ordinal)))
            .SelectMany(file => Given().Matches(Repository.Read(file)).Select(m => (Reason: m.Groups[1].Value, File: file)))
            .ToList();

        given.ShouldNotBeEmpty();
        given.Where(found => !told.Contains(found.Reason)).Select(found => $"{found.File}: {found.Reason}").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_reader_of_protos_sees_what_the_compiler_sees()
    {
        // Else the two claims above could hold for want of anything read.
        var fields = ProtoFile.Own.Sum(file => file.Declarations.Count(d => d.Kind == "field"));
        var compiled = Project.Shipped.Single(p => p.Name == "Contracts").Assembly.GetTypes()
            .Select(t => t.GetProperty("Descriptor")?.GetValue(null))
            .OfType<MessageDescriptor>()
            .Where(m => m.File.Package.StartsWith("tyokyky.", StringComparison.Ordinal))
            .Sum(m => m.Fields.InDeclarationOrder().Count);

        fields.ShouldBe(compiled);
    }

    [GeneratedRegex(@"\b(UNAUTHENTICATED|PERMISSION_DENIED|NOT_FOUND|INVALID_ARGUMENT|FAILED_PRECONDITION|ABORTED|ALREADY_EXISTS|UNAVAILABLE|RESOURCE_EXHAUSTED|OUT_OF_RANGE|UNIMPLEMENTED)\b")]
    private static partial Regex StatusCode();

    [GeneratedRegex("[A-Z]+(_[A-Z]+)+")]
    private static partial Regex Reason();

    // Words in capitals that are no reasons: a precondition's type, an environment's variable.
    [GeneratedRegex(@"(?<!new Precondition\()(?<!Blocked\((?:\w+|""[A-Z_]+""),\s*)""(?!OTEL_)([A-Z]+(?:_[A-Z]+)+)""")]
    private static partial Regex Given();
}
