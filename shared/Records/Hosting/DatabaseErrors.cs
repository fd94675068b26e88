using System.Net.Sockets;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What PostgreSQL's failures mean to a caller who has nothing to do with them.</summary>
internal sealed class DatabaseErrors : IExceptionTranslator
{
    public Exception? Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } failure =>
            new RetryableConflict("The database asks to repeat.", failure),
        PostgresException { SqlState: var state } when IsMissing(state) => Unavailable(),
        PostgresException => null,
        // Broken connections, time limits, an exhausted pool.
        NpgsqlException or SocketException => Unavailable(),
        _ => null,
    };

    /// <summary>The database itself is missing, whatever was asked of it.</summary>
    public static bool IsAway(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } => IsMissing(state),
        NpgsqlException or SocketException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    // Classes 53 (resources), 57P (shutdown, crash), 08 (connection); a standby or a lock that could not be had in time.
    private static bool IsMissing(string state) =>
        state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("08", StringComparison.Ordinal)
        || state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled;

    private static DomainException Unavailable() =>
        new(ErrorKind.Unavailable, "DATABASE_UNAVAILABLE", "The database did not answer. Repeat the call with the same request id.");
}
