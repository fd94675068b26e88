using Shouldly;
using Xunit;

namespace Tyokyky.Generators.Tests;

/// <summary>An RPC, its use case and its access.</summary>
public sealed class UseCaseGeneratorTests
{
    private static readonly string[] rpcs = ["CloseOpening", "FindOpenings", "PublishOpening"];

    [Fact]
    public void Each_RPC_of_a_service_is_answered_by_the_use_case_of_its_name()
    {
        var made = Generated.By<UseCaseGenerator>(Project(rpcs));

        made.Faults.ShouldBeEmpty();
        made.Files["OpeningsGrpcService.g.cs"].ShouldContain("closeOpening.Handle(request, global::Tyokyky.ServiceDefaults.AnswerExtensions.Call(context));");
        made.Files["Access.g.cs"].ShouldContain("MapGrpcService<OpeningsGrpcService>(app);");
    }

    [Fact]
    public void What_stands_on_a_use_case_is_its_line_of_the_access_table()
    {
        var made = Generated.By<UseCaseGenerator>(Project(rpcs, "[Access(Role.Coach | Role.Client, Relation.Owner)] [Access(Role.Manager)]"));

        made.Files["Access.g.cs"].ShouldContain(
            "OpeningsService.Descriptor.FullName + \"/CloseOpening\", (global::Tyokyky.ServiceDefaults.Role)40, (global::Tyokyky.ServiceDefaults.Relation)128)");
        made.Files["Access.g.cs"].ShouldContain("OpeningsService.Descriptor.FullName + \"/CloseOpening\", (global::Tyokyky.ServiceDefaults.Role)128, (global::Tyokyky.ServiceDefaults.Relation)0)");
    }

    [Fact]
    public void A_use_case_without_access_does_not_build() =>
        Generated.By<UseCaseGenerator>(Project(rpcs, "")).Faults.Count(fault => fault.StartsWith("TYO001", StringComparison.Ordinal)).ShouldBe(3);

    [Fact]
    public void A_use_case_that_no_RPC_calls_does_not_build() =>
        Generated.By<UseCaseGenerator>(Project([.. rpcs, "ReopenOpening"], request: "CloseOpening"))
            .Faults.ShouldContain("TYO002: No service of the contract has an RPC ReopenOpening that takes CloseOpeningRequest");

    [Fact]
    public void An_RPC_without_a_use_case_does_not_build() =>
        Generated.By<UseCaseGenerator>(Project(["CloseOpening", "FindOpenings"]))
            .Faults.ShouldContain("TYO003: OpeningsService/PublishOpening has no use case: a class PublishOpening with Handle(PublishOpeningRequest, Call)");

    private static string Project(string[] useCases, string access = "[Access(Role.Coach)]", string request = "") =>
        string.Join('\n', useCases.Select(name =>
        {
            var message = request.Length > 0 && !rpcs.Contains(name) ? request : name;
            return $"{access} internal sealed class {name} {{ public Task<{message}Response> Handle({message}Request request, Call call) => throw new NotSupportedException(); }}";
        }));
}
