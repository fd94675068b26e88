using Grpc.Core;
using Grpc.Reflection.V1;

namespace Tyokyky.ServiceDefaults;

/// <summary>grpc.reflection.v1.</summary>
internal sealed class ReflectionGrpcService(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    public override Task ServerReflectionInfo(IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context) =>
        answers.AnswerAsync(requestStream, responseStream, context);
}

/// <summary>grpc.reflection.v1alpha, for tools that know nothing newer: the same messages under the older name.</summary>
internal sealed class ReflectionAlphaGrpcService(ReflectionAnswers answers) : ReflectionAlphaBase
{
    public override Task ServerReflectionInfo(IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context) =>
        answers.AnswerAsync(requestStream, responseStream, context);
}

/// <summary>What a code generator would make of the v1alpha service.</summary>
[BindServiceMethod(typeof(ReflectionAlphaBase), nameof(BindService))]
internal abstract class ReflectionAlphaBase
{
    internal static readonly Method<ServerReflectionRequest, ServerReflectionResponse> Info = new(
        MethodType.DuplexStreaming,
        "grpc.reflection.v1alpha.ServerReflection",
        "ServerReflectionInfo",
        Marshallers.Create(static (request, context) => Write(request, context), static context => ServerReflectionRequest.Parser.ParseFrom(context.PayloadAsReadOnlySequence())),
        Marshallers.Create(static (response, context) => Write(response, context), static context => ServerReflectionResponse.Parser.ParseFrom(context.PayloadAsReadOnlySequence())));

    public abstract Task ServerReflectionInfo(IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context);

    public static void BindService(ServiceBinderBase binder, ReflectionAlphaBase? service) =>
        binder.AddMethod(Info, service is null ? null : new DuplexStreamingServerMethod<ServerReflectionRequest, ServerReflectionResponse>(service.ServerReflectionInfo));

    private static void Write<T>(T message, SerializationContext context)
        where T : Google.Protobuf.IMessage<T>
    {
        context.SetPayloadLength(message.CalculateSize());
        Google.Protobuf.MessageExtensions.WriteTo(message, context.GetBufferWriter());
        context.Complete();
    }
}
