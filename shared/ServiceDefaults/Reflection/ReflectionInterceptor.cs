using Grpc.Core;
using Grpc.Core.Interceptors;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Adds what the library leaves out: its answers do not say which question they answer, call a question that asks nothing UNIMPLEMENTED, and
/// a tool that keeps its stream open would hold up the end of the host.
/// </summary>
internal sealed class ReflectionInterceptor : Interceptor
{
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new Questions<TRequest>(requestStream, context.Call().Cancel), new Answers<TRequest, TResponse>(requestStream, responseStream), context);

    private static void Complete(object question, object answer)
    {
        switch (question, answer)
        {
            case (V1.ServerReflectionRequest asked, V1.ServerReflectionResponse told):
                (told.ValidHost, told.OriginalRequest) = (asked.Host, asked);
                if (asked.MessageRequestCase == V1.ServerReflectionRequest.MessageRequestOneofCase.None)
                {
                    told.ErrorResponse = new V1.ErrorResponse { ErrorCode = (int)StatusCode.InvalidArgument, ErrorMessage = "The question asks nothing." };
                }

                break;
            case (V1Alpha.ServerReflectionRequest asked, V1Alpha.ServerReflectionResponse told):
                (told.ValidHost, told.OriginalRequest) = (asked.Host, asked);
                if (asked.MessageRequestCase == V1Alpha.ServerReflectionRequest.MessageRequestOneofCase.None)
                {
                    told.ErrorResponse = new V1Alpha.ErrorResponse { ErrorCode = (int)StatusCode.InvalidArgument, ErrorMessage = "The question asks nothing." };
                }

                break;
        }
    }

    private sealed class Questions<T>(IAsyncStreamReader<T> questions, CancellationToken end) : IAsyncStreamReader<T>
    {
        public T Current => questions.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => questions.MoveNext(end);
    }

    private sealed class Answers<TQuestion, TAnswer>(IAsyncStreamReader<TQuestion> questions, IServerStreamWriter<TAnswer> answers)
        : IServerStreamWriter<TAnswer>
        where TQuestion : class
        where TAnswer : class
    {
        public WriteOptions? WriteOptions { get => answers.WriteOptions; set => answers.WriteOptions = value; }

        public Task WriteAsync(TAnswer message)
        {
            Complete(questions.Current, message);
            return answers.WriteAsync(message, CancellationToken.None);
        }
    }
}
