using System.Globalization;

namespace Tyokyky.Run;

/// <summary>What ./run was asked to do.</summary>
internal sealed record Arguments(bool Once, int? PortBase, string[]? Operation)
{
    public static Arguments Parse(string[] args)
    {
        var result = new Arguments(Once: false, PortBase: null, Operation: null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--once":
                    result = result with { Once = true };
                    break;
                case "--port-base":
                    result = result with { PortBase = Port(i + 1 < args.Length ? args[++i] : "") };
                    break;
                case "ops":
                    return result with { Operation = args[(i + 1)..] };
                default:
                    throw new UsageException($"'{args[i]}' is not an option; see ./run --help.");
            }
        }

        return result;
    }

    public static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1024 and <= 65000
            ? port
            : throw new UsageException($"'{text}' is not a port base: give a number from 1024 to 65000.");
}

/// <summary>The command line or the machine does not allow what was asked; the message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
