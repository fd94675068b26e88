using System.Net.Sockets;
using Google.Protobuf;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Tells failures that repeat by themselves from those that are a fact's own.</summary>
internal static class Transient
{
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException refusal => Is(refusal.SqlState),
        // An IOException by its type, and the fact's own by its nature: it will never be read.
        InvalidProtocolBufferException => false,
        NpgsqlException or SocketException or IOException or TimeoutException or OperationCanceledException => true,
        RetryableConflict { InnerException: PostgresException refusal } => Is(refusal.SqlState),
        DomainException refusal => refusal.Kind is ErrorKind.Unavailable or ErrorKind.DeadlineExceeded or ErrorKind.Cancelled,
        _ => false,
    };

    /// <summary>Kind of error and where, without any data.</summary>
    public static string Describe(Exception failure, string where) => failure switch
    {
        PostgresException refusal => $"{where}: database error {refusal.SqlState}{(refusal.ConstraintName is { } name ? $" ({name})" : "")}",
        DomainException refusal => $"{where}: {refusal.Reason}",
        _ => $"{where}: {failure.GetType().Name}",
    };

    // Lost connections, resources, operator intervention and time limits, serialization and deadlock, an ended idle transaction.
    private static bool Is(string state) => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
        || state is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable
            or "25P03" or "25006" or "55006";
}
