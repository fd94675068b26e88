using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;

namespace Tyokyky.ServiceDefaults;

/// <summary>What a log may say of a failure: its kind and its place. The messages of exceptions may hold what somebody entered, or a row.</summary>
public static class FailureKind
{
    /// <summary>The kinds of the failure and of its causes: <c>PostgresException 23505 client_pkey</c>.</summary>
    public static string Of(Exception? failure)
    {
        var kinds = new StringBuilder();
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (kinds.Length > 0) { kinds.Append(" < "); }
            kinds.Append(Kind(at));
        }

        return kinds.ToString();
    }

    /// <summary>Where it happened: the stack traces of its causes and its own, innermost first.</summary>
    public static string Where(Exception? failure)
    {
        var places = new List<string>();
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (at.StackTrace is { } stack) { places.Add($"{at.GetType().Name}{Environment.NewLine}{stack}"); }
        }

        places.Reverse();
        return string.Join(Environment.NewLine, places);
    }

    private static string Kind(Exception failure) => failure switch
    {
        DomainException refusal => $"{nameof(DomainException)} {refusal.Reason}",
        RpcException answer => $"{nameof(RpcException)} {answer.StatusCode}",
        SocketException broken => $"{nameof(SocketException)} {broken.SocketErrorCode}",
        // A server's refusal names its objects in the data; neither holds a value.
        DbException { SqlState: { } state } refusal => string.Join(
            ' ',
            new[] { failure.GetType().Name, state, refusal.Data["TableName"] as string, refusal.Data["ConstraintName"] as string }
                .Where(part => !string.IsNullOrEmpty(part))),
        _ => failure.GetType().Name,
    };
}
