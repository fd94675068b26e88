using Grpc.Core;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

internal static class TestAccess
{
    public const string Service = "tyokyky.testing.v1.TestingService";

    public static AccessTable Table() => new AccessTable()
        .Rpc($"{Service}/Echo", Role.Coordinator | Role.Coach)
        .Rpc($"{Service}/Fail", Role.Coordinator)
        .Rpc($"{Service}/Read", Role.Coordinator, Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Service}/Read", Role.Manager, Relation.SameOrganisation)
        .Rpc($"{Service}/Forget", Role.Coordinator, Relation.Receiver)
        .Rpc($"{Service}/Wait", Role.Coordinator)
        .Rpc($"{Service}/ListNumbers", Role.Coordinator)
        .Rpc($"{Service}/Watch", Role.Coordinator, Relation.Receiver)
        .Rpc($"{Service}/Upload", Role.Coordinator)
        .Rpc($"{Service}/Ask", Role.Coordinator);
}

internal sealed class TestingGrpcService(TestBehaviour behaviour, TimeProvider time, TestingService.TestingServiceClient? other = null) : TestingService.TestingServiceBase
{
    public override Task<EchoResponse> Echo(EchoRequest request, ServerCallContext context) => context.Answer(request, (asked, call) =>
    {
        Check.Shape(check => check.OptionalUuid("id", asked.Id).MaxLength("text", asked.Text, 1000));
        return Task.FromResult(Answer(asked.Text, call));
    });

    public override Task<EchoResponse> Fail(FailRequest request, ServerCallContext context) => context.Answer(request, (asked, call) => behaviour.FailAsync(asked.How, call));

    public override Task<EchoResponse> Read(ReadRequest request, ServerCallContext context) => context.Answer(request, (asked, call) =>
    {
        var found = asked.Absent ? null : "object";
        call.SetAuditSubject("client-1", "thing", "thing-1");
        call.Authorize(found, (Relation)asked.Relations);
        return Task.FromResult(Answer(found, call));
    });

    public override Task<EchoResponse> Forget(ReadRequest request, ServerCallContext context) => context.Answer(request, (_, call) => Task.FromResult(Answer("", call)));

    public override Task<EchoResponse> Wait(EchoRequest request, ServerCallContext context) => context.Answer(request, async (_, call) =>
    {
        behaviour.LastWait = call;
        await Task.Delay(Timeout.InfiniteTimeSpan, call.Cancel);
        return new EchoResponse();
    });

    public override Task<ListNumbersResponse> ListNumbers(ListNumbersRequest request, ServerCallContext context) => context.Answer(request, (asked, _) =>
    {
        var page = Paging.Of(asked, defaultSize: 5, maxSize: 10);
        var after = page.After is { } key ? int.Parse(key[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var found = Enumerable.Range(after + 1, Math.Max(0, 25 - after)).Take(page.Limit).ToList();
        var response = new ListNumbersResponse { Numbers = { page.Cut(found, static number => [number.ToString(System.Globalization.CultureInfo.InvariantCulture)], out var next) } };
        response.NextPageToken = next;
        return Task.FromResult(response);
    });

    public override Task Watch(WatchRequest request, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context) => context.AnswerStream(request, responseStream, async (asked, call, stream) =>
    {
        var text = new string('x', asked.Size);
        try
        {
            for (var number = 1; asked.Count == 0 || number <= asked.Count; number++)
            {
                var hidden = asked.HideEvery > 0 && number % asked.HideEvery == 0;
                await stream.SendAsync(new EchoResponse { Text = text, Purpose = number.ToString(System.Globalization.CultureInfo.InvariantCulture) }, $"cursor-{number}", hidden ? Relation.None : Relation.Receiver);
                if (asked.Size == 0)
                {
                    await Task.Delay(10, call.Cancel);
                }
            }
        }
        finally
        {
            behaviour.WatchHasEnded = true;
        }
    });

    public override async Task<EchoResponse> Upload(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        var count = 0;
        while (await requestStream.MoveNext(context.Call().Cancel))
        {
            count++;
        }

        return Answer(count.ToString(System.Globalization.CultureInfo.InvariantCulture), context.Call());
    }

    public override Task<EchoResponse> Ask(EchoRequest request, ServerCallContext context) => context.Answer(request, async (asked, call) => await other!.EchoAsync(asked, cancellationToken: call.Cancel));

    public override Task<EchoResponse> Closed(EchoRequest request, ServerCallContext context) => context.Answer(request, (_, call) => Task.FromResult(Answer("", call)));

    private EchoResponse Answer(string text, Call call) => new()
    {
        Text = text,
        Subject = call.Caller.Subject,
        Role = Roles.Name(call.Role),
        ActingUser = call.ActingUser ?? "",
        Purpose = call.Purpose ?? "",
        Language = call.Language,
        SecondsLeft = (call.Deadline - time.GetUtcNow()).TotalSeconds,
    };
}
