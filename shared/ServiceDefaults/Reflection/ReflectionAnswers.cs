using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Tyokyky.ServiceDefaults;

/// <summary>Answers a tool's questions; both versions of the protocol have the same messages.</summary>
internal sealed class ReflectionAnswers(MappedServices services)
{
    private readonly Lazy<SymbolTable> symbols = new(() => new SymbolTable(services));

    public async Task AnswerAsync(IAsyncStreamReader<ServerReflectionRequest> questions, IServerStreamWriter<ServerReflectionResponse> answers, ServerCallContext context)
    {
        while (await questions.MoveNext(context.Call().Cancel))
        {
            var question = questions.Current;
            var answer = Answer(question);
            answer.ValidHost = question.Host;
            answer.OriginalRequest = question;
            await answers.WriteAsync(answer, CancellationToken.None);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest question) => question.MessageRequestCase switch
    {
        ServerReflectionRequest.MessageRequestOneofCase.ListServices => List(),
        ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => File(symbols.Value.FileNamed(question.FileByFilename), question.FileByFilename),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => File(symbols.Value.FileOf(question.FileContainingSymbol), question.FileContainingSymbol),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension => Error(StatusCode.NotFound, "No message here is extended."),
        ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType => symbols.Value.FileOf(question.AllExtensionNumbersOfType) is null
            ? Error(StatusCode.NotFound, $"{question.AllExtensionNumbersOfType} is not known here.")
            : new ServerReflectionResponse { AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = question.AllExtensionNumbersOfType } },
        _ => Error(StatusCode.InvalidArgument, "The question asks nothing."),
    };

    private ServerReflectionResponse List()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(services.Names.Order(StringComparer.Ordinal).Select(name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private static ServerReflectionResponse File(FileDescriptor? file, string asked)
    {
        if (file is null)
        {
            return Error(StatusCode.NotFound, $"{asked} is not known here.");
        }

        var response = new FileDescriptorResponse();
        response.FileDescriptorProto.AddRange(SymbolTable.WithImports(file).Select(each => each.SerializedData));
        return new ServerReflectionResponse { FileDescriptorResponse = response };
    }

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
