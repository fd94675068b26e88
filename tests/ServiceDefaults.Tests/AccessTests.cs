using Grpc.Core;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class AccessTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<TestingService.TestingServiceClient, Metadata, Task>> calls = new()
    {
        ["Echo"] = async (client, headers) => await client.EchoAsync(new EchoRequest(), headers),
        ["Fail"] = async (client, headers) => await client.FailAsync(new FailRequest { How = "missing" }, headers),
        ["Read"] = async (client, headers) => await client.ReadAsync(new ReadRequest { Relations = ~0 }, headers),
        ["Forget"] = async (client, headers) => await client.ForgetAsync(new ReadRequest(), headers),
        ["Wait"] = async (client, headers) => await client.WaitAsync(new EchoRequest(), headers, TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200)),
        ["ListNumbers"] = async (client, headers) => await client.ListNumbersAsync(new ListNumbersRequest(), headers),
        ["Watch"] = async (client, headers) => await client.Watch(new WatchRequest { Count = 1 }, headers).ResponseStream.MoveNext(CancellationToken.None),
        ["Upload"] = async (client, headers) =>
        {
            using var upload = client.Upload(headers);
            await upload.RequestStream.CompleteAsync();
            await upload;
        },
        ["Ask"] = async (client, headers) => await client.AskAsync(new EchoRequest(), headers),
        ["Closed"] = async (client, headers) => await client.ClosedAsync(new EchoRequest(), headers),
    };

    private TestHost host = null!;

    public static TheoryData<string> Rpcs => [.. TestingService.Descriptor.Methods.Select(method => method.Name)];

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task No_rpc_answers_without_a_token(string rpc) =>
        await Refusal.OfAsync(() => calls[rpc](host.Client, []), StatusCode.Unauthenticated, "TOKEN_MISSING");

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task Each_rpc_is_open_to_the_roles_of_its_line_and_to_no_other(string rpc)
    {
        var rule = TestAccess.Table().Find($"/{TestAccess.Service}/{rpc}");
        foreach (var role in Roles.All)
        {
            var refusal = await RefusalOfAsync(() => calls[rpc](host.Client, host.As(role)));
            if (rule is null)
            {
                (refusal?.Code, refusal?.Reason).ShouldBe((StatusCode.PermissionDenied, "RPC_NOT_OPEN"));
            }
            else if ((rule.AllRoles & role) == Role.None)
            {
                (refusal?.Code, refusal?.Reason).ShouldBe((StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED"), $"{rpc} as {role}");
                refusal!.Metadata["roles"].ShouldBe(Roles.Names(rule.AllRoles));
            }
            else
            {
                refusal?.Reason.ShouldNotBeOneOf("RPC_NOT_OPEN", "ROLE_NOT_ALLOWED");
            }
        }
    }

    [Fact]
    public async Task A_token_without_any_known_role_opens_nothing()
    {
        var token = host.Tokens.Sign(TestTokens.Descriptor(roles: ["emperor", "root"]));

        await Refusal.OfAsync(() => calls["Echo"](host.Client, TestHost.Bearer(token)), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
    }

    [Theory]
    [InlineData(Role.Coordinator, Relation.None)]
    [InlineData(Role.Coordinator, Relation.Sender)]
    [InlineData(Role.Coordinator, Relation.SameOrganisation)]
    [InlineData(Role.Manager, Relation.Receiver)]
    public async Task A_caller_without_the_relation_is_refused(Role role, Relation held) =>
        await Refusal.OfAsync(() => ReadAsync(role, held), StatusCode.PermissionDenied, "NO_RELATION");

    [Theory]
    [InlineData(Role.Coordinator, Relation.Receiver, "coordinator")]
    [InlineData(Role.Coordinator, Relation.CaseManager | Relation.Sender, "coordinator")]
    [InlineData(Role.Manager, Relation.SameOrganisation, "manager")]
    [InlineData(Role.Coordinator | Role.Manager, Relation.SameOrganisation, "manager")]
    public async Task A_caller_with_the_relation_is_let_in_in_the_role_that_it_belongs_to(Role role, Relation held, string inRole) =>
        (await ReadAsync(role, held)).Role.ShouldBe(inRole);

    [Fact]
    public async Task An_object_that_does_not_exist_is_refused_exactly_as_one_that_is_not_the_callers()
    {
        var foreign = await Refusal.OfAsync(() => ReadAsync(Role.Coordinator, Relation.None), StatusCode.PermissionDenied, "NO_RELATION");
        var absent = await Refusal.OfAsync(() => ReadAsync(Role.Coordinator, Relation.Receiver, absent: true), StatusCode.PermissionDenied, "NO_RELATION");

        (absent.Message, absent.Metadata.Count).ShouldBe((foreign.Message, foreign.Metadata.Count));
    }

    [Fact]
    public async Task A_handler_that_forgets_to_decide_gives_nothing_away() =>
        await Refusal.OfAsync(() => calls["Forget"](host.Client, host.As(Role.Coordinator)), StatusCode.Internal, "INTERNAL");

    [Fact]
    public async Task Every_refusal_of_a_known_caller_leaves_a_row()
    {
        await RefusalOfAsync(() => calls["Closed"](host.Client, host.As(Role.Coordinator)));
        await RefusalOfAsync(() => calls["Echo"](host.Client, host.As(Role.Client)));
        await RefusalOfAsync(async () => await host.Client.ReadAsync(new ReadRequest(), host.As(Role.Coordinator, ("tyokyky-acting-user", "worker-7"))));
        await RefusalOfAsync(() => calls["Echo"](host.Client, []));

        host.Behaviour.Refused.ShouldBe(
        [
            ("person-1", $"/{TestAccess.Service}/Closed", "RPC_NOT_OPEN", null, null),
            ("person-1", $"/{TestAccess.Service}/Echo", "ROLE_NOT_ALLOWED", null, null),
            ("person-1", $"/{TestAccess.Service}/Read", "NO_RELATION", "client-1", "worker-7"),
        ]);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_recorded_is_UNAVAILABLE()
    {
        host.Behaviour.RefusalLogIsDown = true;

        await Refusal.OfAsync(() => calls["Closed"](host.Client, host.As(Role.Coordinator)), StatusCode.Unavailable, "DATABASE_UNAVAILABLE");
    }

    [Fact]
    public async Task An_rpc_that_is_not_there_is_UNIMPLEMENTED()
    {
        var method = new Method<EchoRequest, EchoResponse>(MethodType.Unary, "tyokyky.testing.v1.NoService", "None", Marshal<EchoRequest>(EchoRequest.Parser), Marshal<EchoResponse>(EchoResponse.Parser));

        await Refusal.OfAsync(
            async () => await host.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(host.As(Role.Coordinator)), new EchoRequest()), StatusCode.Unimplemented, "RPC_UNKNOWN");
    }

    [Fact]
    public async Task Acting_user_and_purpose_reach_the_handler()
    {
        var answer = await host.Client.EchoAsync(new EchoRequest(), host.As(Role.Coach, ("tyokyky-acting-user", "worker-7"), ("tyokyky-purpose", "decision")));

        (answer.ActingUser, answer.Purpose, answer.Subject, answer.Role).ShouldBe(("worker-7", "decision", "person-1", "coach"));
    }

    [Theory]
    [InlineData("tyokyky-purpose", "because I want to")]
    [InlineData("tyokyky-purpose", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("tyokyky-acting-user", "maija 010170-900J")]
    public async Task Metadata_that_is_not_what_it_should_be_is_refused(string key, string value) =>
        await Refusal.OfAsync(async () => await host.Client.EchoAsync(new EchoRequest(), host.As(Role.Coach, (key, value))), StatusCode.InvalidArgument, "METADATA_INVALID");

    [Fact]
    public void The_table_can_be_walked()
    {
        var table = TestAccess.Table();

        table.Count().ShouldBe(9);
        table.ShouldAllBe(rule => rule.AllRoles != Role.None && !rule.IsAnonymous);
        Should.Throw<ArgumentException>(() => table.Rpc("a.B/C", Role.None));
    }

    private async Task<EchoResponse> ReadAsync(Role role, Relation held, bool absent = false) =>
        await host.Client.ReadAsync(new ReadRequest { Relations = (int)held, Absent = absent }, host.As(role));

    private static async Task<Refusal?> RefusalOfAsync(Func<Task> calling)
    {
        try
        {
            await calling();
            return null;
        }
        // A deadline that the client's own timer noticed first carries no details.
        catch (RpcException refused) when (refused.StatusCode != StatusCode.DeadlineExceeded)
        {
            return Refusal.Read(refused);
        }
        catch (RpcException)
        {
            return null;
        }
    }

    private static Marshaller<T> Marshal<T>(Google.Protobuf.MessageParser<T> parser)
        where T : class, Google.Protobuf.IMessage<T> => Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), bytes => parser.ParseFrom(bytes));
}
