using Grpc.Core;

namespace Tyokyky.ServiceDefaults;

/// <summary>A stream being answered: each message is decided on its own, and none waits long for its reader.</summary>
public sealed class MessageStream<TMessage>
    where TMessage : class
{
    private readonly Call call;
    private readonly IServerStreamWriter<TMessage> responses;
    private readonly TimeProvider time;

    internal MessageStream(Call call, IServerStreamWriter<TMessage> responses, TimeProvider time)
    {
        this.call = call;
        this.responses = responses;
        this.time = time;
    }

    /// <summary>
    /// Sends a message about an object to which the caller holds these relations now; without one that the access table asks for, sends nothing
    /// and says false. A reader that is ended early is told the last sent message's cursor.
    /// </summary>
    public async Task<bool> SendAsync(TMessage message, string cursor, Relation held)
    {
        call.Cancel.ThrowIfCancellationRequested();
        if (call.Rule is { IsAnonymous: false } rule && rule.Authorizes(call.Caller.Roles, held) == Role.None)
        {
            return false;
        }

        await SendAsync(message, cursor);
        return true;
    }

    /// <summary>Sends a message about no object: a heartbeat, or that something the reader had is no longer its to see.</summary>
    public async Task SendAsync(TMessage message, string cursor)
    {
        call.Cancel.ThrowIfCancellationRequested();
        // Not the call's token: gRPC would reset the stream, and the reader would never learn why.
        var write = responses.WriteAsync(message, CancellationToken.None);
        if (!write.IsCompletedSuccessfully)
        {
            try
            {
                await write.WaitAsync(GrpcLimits.SlowReader, time, call.Cancel);
            }
            catch (TimeoutException)
            {
                throw CallErrors.SlowReader(call.ResumeCursor);
            }
        }

        call.ResumeCursor = cursor;
    }
}
