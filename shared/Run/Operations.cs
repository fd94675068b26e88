using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.Run;

/// <summary><c>./run ops &lt;service&gt; &lt;command&gt;</c>: the operations API from a command line. Options are the request's own fields.</summary>
internal static class Operations
{
    private static readonly IReadOnlyList<(string Command, string Rpc)> Commands =
    [
        ("status", "GetStatus"),
        ("list-parked", "ListParkedFacts"),
        ("retry-parked", "RetryParkedFacts"),
        ("skip-parked", "SkipParkedFact"),
        ("list-due", "ListDueWork"),
        ("run-due", "RunDueWork"),
        ("verify", "VerifyProjection"),
        ("rebuild", "RebuildProjection"),
        ("resolve-divergence", "ResolveDivergence"),
        ("set-log-level", "SetLogLevel"),
        ("list-actions", "ListOperatorActions"),
    ];

    // Verifying and rebuilding answer shortly before the deadline when they are not done.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Suite suite, string[] words, CancellationToken cancel)
    {
        if (words is not [var service, var command, .. var options] || Find(command) is not { } method)
        {
            throw new UsageException(Usage());
        }

        var address = suite.Grpc(service);
        var request = Request(method, options);

        using var sandbox = new SandboxHttp(() => suite.Sandbox);
        using var channel = GrpcChannel.ForAddress(address);
        var call = new Method<IMessage, IMessage>(
            MethodType.Unary, method.Service.FullName, method.Name,
            Marshallers.Create<IMessage>(m => m.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<IMessage>(_ => throw new NotSupportedException(), bytes => method.OutputType.Parser.ParseFrom(bytes)));
        var headers = Reports.Bearer((await sandbox.TokenAsync("operator", cancel)).AccessToken);
        var answer = await channel.CreateCallInvoker()
            .AsyncUnaryCall(call, host: null, new CallOptions(headers, Deadline.In(Patience), cancel), request);

        MessagePrinter.Print(answer);
        return 0;
    }

    private static MethodDescriptor? Find(string command) =>
        Commands.FirstOrDefault(c => c.Command == command).Rpc is { } rpc ? OperationsService.Descriptor.FindMethodByName(rpc) : null;

    private static IMessage Request(MethodDescriptor method, string[] options)
    {
        var request = method.InputType.Parser.ParseFrom(ByteString.Empty);
        for (var i = 0; i < options.Length; i++)
        {
            var field = method.InputType.Fields.InDeclarationOrder().FirstOrDefault(f => Option(f) == options[i])
                ?? throw new UsageException($"'{options[i]}' is not an option of this command.{Environment.NewLine}{Line(method)}");
            if (field.FieldType == FieldType.Bool)
            {
                field.Accessor.SetValue(request, true);
                continue;
            }

            var text = i + 1 < options.Length ? options[++i] : throw new UsageException($"{options[i]} needs a value.");
            field.Accessor.SetValue(request, Value(field, text));
        }

        return request;
    }

    private static object Value(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Int64 when long.TryParse(text, out var number) => number,
        FieldType.Int32 when int.TryParse(text, out var number) => number,
        FieldType.Enum when field.EnumType.Values.FirstOrDefault(v => Names.Short(v) == text) is { } value => value.Number,
        FieldType.Enum => throw new UsageException($"'{text}' is not one of {string.Join(", ", field.EnumType.Values.Skip(1).Select(Names.Short))}."),
        _ => throw new UsageException($"'{text}' is not a number, as {Option(field)} needs."),
    };

    private static string Usage()
    {
        var text = new StringBuilder($"usage: ./run ops <{string.Join('|', Suite.Services)}> <command> [options]").AppendLine().AppendLine();
        foreach (var (_, rpc) in Commands)
        {
            text.AppendLine(Line(OperationsService.Descriptor.FindMethodByName(rpc)));
        }

        return text.ToString().TrimEnd();
    }

    private static string Line(MethodDescriptor method) =>
        $"  {Commands.First(c => c.Rpc == method.Name).Command,-19}{string.Join(' ', method.InputType.Fields.InDeclarationOrder().Select(Placeholder))}";

    private static string Placeholder(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => $"[{Option(field)}]",
        FieldType.Enum => $"{Option(field)} {string.Join('|', field.EnumType.Values.Skip(1).Select(Names.Short))}",
        _ when field.Name == "reason" => $"{Option(field)} \"…\"",
        _ => $"[{Option(field)} …]",
    };

    private static string Option(FieldDescriptor field) => $"--{field.Name.Replace('_', '-')}";
}
