using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Tyokyky.TestKit;

namespace Tyokyky.FaultTests.Load;

/// <summary>A write that was acknowledged; repeated when an earlier attempt may have been carried out without an answer.</summary>
internal sealed record Write(string Service, string Rpc, string ClientId, IMessage Answer, bool IsRepeated, Func<Task<IMessage>> RepeatAsync);

/// <summary>What a careful caller does: it repeats an unknown outcome with the same request id until it is told, and remembers what it was told.</summary>
internal sealed class Ledger
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(150);
    private readonly ConcurrentQueue<Write> writes = new();
    private readonly ConcurrentQueue<string> surprises = new();

    public IReadOnlyCollection<Write> Writes => writes;

    /// <summary>Answers that no fault excuses.</summary>
    public IReadOnlyCollection<string> Surprises => surprises;

    /// <summary>Sends until there is an answer.</summary>
    public async Task<T> WriteAsync<T>(string service, Func<T, string> clientOf, Func<AsyncUnaryCall<T>> send, CancellationToken cancel)
        where T : IMessage<T>
    {
        for (var isRepeated = false; ;)
        {
            try
            {
                var answer = await send();
                writes.Enqueue(new Write(service, answer.Descriptor.Name[..^"Response".Length], clientOf(answer), answer, isRepeated, async () => await send()));
                return answer;
            }
            catch (RpcException failure)
            {
                Judge(typeof(T).Name, failure);
                // Nobody listened: that one is known.
                isRepeated |= failure.InnerException is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
                await Task.Delay(pause, cancel);
            }
        }
    }

    /// <summary>Asks; null when there is no answer now.</summary>
    public async Task<T?> ReadAsync<T>(Func<AsyncUnaryCall<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (RpcException failure)
        {
            Judge(typeof(T).Name, failure);
            return null;
        }
    }

    // A service that refuses says why; a connection that broke says nothing.
    private void Judge(string what, RpcException failure)
    {
        var refusal = Refusal.Of(failure);
        var isExcused = failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Aborted || refusal.Reason.Length == 0;
        if (!isExcused)
        {
            surprises.Enqueue($"{what}: {failure.StatusCode} {refusal.Reason} {failure.Status.Detail}");
        }
    }
}
