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
    private static readonly IReadOnlyList<Command> Commands =
    [
        new("status", "GetStatus", "how it is: version, schema, log, subscriptions, projections, due work, health"),
        new("list-parked", "ListParkedFacts", "facts that could not take effect, oldest first; or those skipped"),
        new("retry-parked", "RetryParkedFacts", "tries them now", "reason"),
        new("skip-parked", "SkipParkedFact", "gives one up for good; position and event id as listed", "source", "position", "event_id", "reason"),
        new("list-due", "ListDueWork", "what waits for its time on the business clock, earliest first"),
        new("run-due", "RunDueWork", "one item whatever its time, or all of a kind that is due", "kind", "reason"),
        new("verify", "VerifyProjection", "rebuilds a projection beside the live one and compares them", "projection"),
        new("rebuild", "RebuildProjection", "rebuilds a projection from the facts", "projection", "reason"),
        new("resolve-divergence", "ResolveDivergence", "lets a halted subscription go on", "source", "resolution", "reason"),
        new("set-log-level", "SetLogLevel", "until it is set again or the process ends", "category", "level", "reason"),
        new("list-actions", "ListOperatorActions", "what operators did, latest first"),
    ];

    // Verifying and rebuilding answer shortly before the deadline when they are not done.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Suite suite, string[] words, CancellationToken cancel)
    {
        if (words.Length == 0 || words.Contains("--help"))
        {
            Console.WriteLine(Usage());
            return 0;
        }

        var address = suite.Grpc(words[0]);
        var command = Commands.FirstOrDefault(c => c.Name == words.ElementAtOrDefault(1))
            ?? throw new UsageException($"{(words.Length < 2 ? "A command is missing." : $"'{words[1]}' is not a command.")}{Environment.NewLine}{Usage()}");
        var request = Request(command, words[2..]);

        using var sandbox = new SandboxHttp(() => suite.Sandbox);
        using var channel = GrpcChannel.ForAddress(address);
        var method = command.Method;
        var call = new Method<IMessage, IMessage>(
            MethodType.Unary, method.Service.FullName, method.Name,
            Marshallers.Create<IMessage>(m => m.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<IMessage>(_ => throw new NotSupportedException(), bytes => method.OutputType.Parser.ParseFrom(bytes)));
        var headers = Reports.Bearer((await sandbox.TokenAsync("operator", cancel)).AccessToken);
        try
        {
            var answer = await channel.CreateCallInvoker()
                .AsyncUnaryCall(call, host: null, new CallOptions(headers, Deadline.In(Patience), cancel), request);
            MessagePrinter.Print(answer);
            return 0;
        }
        catch (RpcException silence) when (silence.StatusCode == StatusCode.Unavailable && !Refusal.IsOurs(silence))
        {
            // The Sandbox gave a token: the suite runs, this part of it does not.
            throw new ServiceSilent(
                $"The suite runs, but {words[0]} does not answer at {address.Authority}. Its log says whether it is started again: "
                + $"{suite.File($"logs/{words[0]}.log")}. If not, start it in the dashboard ({suite.Dashboard}).",
                silence);
        }
    }

    private static IMessage Request(Command command, string[] options)
    {
        var method = command.Method;
        var missing = command.Required.Select(Option).Except(options).ToList();
        var request = method.InputType.Parser.ParseFrom(ByteString.Empty);
        for (var i = 0; i < options.Length; i++)
        {
            var field = method.InputType.Fields.InDeclarationOrder().FirstOrDefault(f => Option(f.Name) == options[i])
                ?? throw new UsageException($"'{options[i]}' is not an option of {command.Name}.{Environment.NewLine}{Line(command)}");
            if (field.FieldType == FieldType.Bool)
            {
                field.Accessor.SetValue(request, true);
                continue;
            }

            var text = i + 1 < options.Length ? options[++i] : throw new UsageException($"{options[i]} needs a value.");
            field.Accessor.SetValue(request, Value(field, text));
        }

        return missing.Count == 0
            ? request
            : throw new UsageException($"{command.Name} needs {string.Join(", ", missing)}.{Environment.NewLine}{Line(command)}");
    }

    private static object Value(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Int64 when long.TryParse(text, out var number) => number,
        FieldType.Int32 when int.TryParse(text, out var number) => number,
        FieldType.Enum when field.EnumType.Values.FirstOrDefault(v => Names.Short(v) == text) is { } value => value.Number,
        FieldType.Enum => throw new UsageException($"'{text}' is not one of {string.Join(", ", field.EnumType.Values.Skip(1).Select(Names.Short))}."),
        _ => throw new UsageException($"'{text}' is not a number, as {Option(field.Name)} needs."),
    };

    private static string Usage()
    {
        var text = new StringBuilder($"usage: ./run ops <{string.Join('|', Suite.Services)}> <command> [options]").AppendLine().AppendLine();
        foreach (var command in Commands)
        {
            text.AppendLine(Line(command));
        }

        return text.ToString().TrimEnd();
    }

    private static string Line(Command command)
    {
        var options = string.Join(
            ' ', command.Method.InputType.Fields.InDeclarationOrder().Select(field => Placeholder(field, command.Required.Contains(field.Name))));
        return $"  {command.Name,-19}{command.About}{(options.Length == 0 ? "" : $"{Environment.NewLine}{"",21}{options}")}";
    }

    private static string Placeholder(FieldDescriptor field, bool required)
    {
        var text = field.FieldType switch
        {
            FieldType.Bool => Option(field.Name),
            FieldType.Enum => $"{Option(field.Name)} {string.Join('|', field.EnumType.Values.Skip(1).Select(Names.Short))}",
            _ when field.Name == "reason" => $"{Option(field.Name)} \"…\"",
            _ => $"{Option(field.Name)} …",
        };
        return required ? text : $"[{text}]";
    }

    private static string Option(string field) => $"--{field.Replace('_', '-')}";

    private sealed record Command(string Name, string Rpc, string About, params string[] Required)
    {
        public MethodDescriptor Method => OperationsService.Descriptor.FindMethodByName(Rpc);
    }
}

/// <summary>One service does not answer, though the suite runs.</summary>
internal sealed class ServiceSilent(string message, Exception silence) : Exception(message, silence);
