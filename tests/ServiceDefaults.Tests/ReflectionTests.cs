using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class ReflectionTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    public async Task Every_service_is_listed_in_both_versions(string version)
    {
        var answer = await AskAsync(new ServerReflectionRequest { ListServices = "" }, version);

        string[] mapped = ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", TestAccess.Service];
        mapped.ShouldBeSubsetOf(answer.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("tyokyky.testing.v1.TestingService", "testing.proto")]
    [InlineData("tyokyky.testing.v1.TestingService.Echo", "testing.proto")]
    [InlineData("tyokyky.testing.v1.EchoResponse", "testing.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    public async Task A_symbol_is_found_in_its_file(string symbol, string file)
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });

        FileDescriptorProto.Parser.ParseFrom(answer.FileDescriptorResponse.FileDescriptorProto[0]).Name.ShouldBe(file);
    }

    [Fact]
    public async Task What_is_answered_can_be_built_again()
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileByFilename = "testing.proto" });

        FileDescriptor.BuildFromByteStrings(answer.FileDescriptorResponse.FileDescriptorProto.Reverse()).ShouldContain(file => file.Name == "testing.proto");
    }

    [Fact]
    public async Task What_is_unknown_is_said_to_be()
    {
        (await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "no.Such" })).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        (await AskAsync(new ServerReflectionRequest { FileByFilename = "no.proto" })).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        (await AskAsync(new ServerReflectionRequest())).ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task A_tool_that_keeps_its_stream_open_does_not_hold_up_the_end_of_the_host()
    {
        using var asking = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await asking.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        (await asking.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();

        var end = host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        // Whether it still reads why, is its client's luck: findings/http-client-loses-the-end-of-a-response-while-it-still-sends.sh.
        await Should.ThrowAsync<RpcException>(() => asking.ResponseStream.MoveNext(CancellationToken.None));
        await end;
    }

    [Fact]
    public async Task Production_tells_nothing_about_itself()
    {
        await using var production = await TestHost.StartAsync(
            builder =>
            {
                builder.Configuration["Authentication:Authority"] = "https://issuer.test";
                builder.Configuration["Tls:Terminator"] = "test";
            },
            environment: "Production");

        await Refusal.OfAsync(
            async () =>
            {
                // It asks nothing: what is refused before the question is read may be refused before it is sent.
                using var asking = new ServerReflection.ServerReflectionClient(production.Channel).ServerReflectionInfo();
                await asking.ResponseStream.MoveNext(CancellationToken.None);
            },
            StatusCode.Unimplemented,
            "RPC_UNKNOWN");
    }

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest question, string version = "grpc.reflection.v1.ServerReflection")
    {
        // Both versions have the same messages.
        var method = new Method<ServerReflectionRequest, ServerReflectionResponse>(
            MethodType.DuplexStreaming,
            version,
            "ServerReflectionInfo",
            Marshallers.Create(static request => request.ToByteArray(), ServerReflectionRequest.Parser.ParseFrom),
            Marshallers.Create(static response => response.ToByteArray(), ServerReflectionResponse.Parser.ParseFrom));
        using var asking = host.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, default);
        await asking.RequestStream.WriteAsync(question);
        await asking.RequestStream.CompleteAsync();
        (await asking.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        return asking.ResponseStream.Current;
    }
}
