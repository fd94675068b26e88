using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>What the database's refusals mean.</summary>
internal static class Failures
{
    /// <summary>A guard changed no row.</summary>
    public const string LostVersion = "TY001";

    /// <summary>The same request was committed meanwhile, on the other side of midnight.</summary>
    public const string RequestKnown = "TY002";

    /// <summary>The due work was done, moved or taken by somebody else.</summary>
    public const string DueWorkTaken = "TY003";

    /// <summary>A commit's own failures; null for those that say nothing about the commit.</summary>
    public static Exception? Of(PostgresException failure, Commit commit)
    {
        if (failure.SqlState == LostVersion) { commit.Lost(); }
        return MeaningOf(failure, commit);
    }

    private static Exception? MeaningOf(PostgresException failure, Commit commit) => failure.SqlState switch
    {
        LostVersion => new RetryableConflict("Another commit changed the object first.", failure),
        RequestKnown => new RetryableConflict("The same request was committed meanwhile.", failure),
        PostgresErrorCodes.UniqueViolation when failure.TableName?.StartsWith("request_record", StringComparison.Ordinal) == true =>
            new RetryableConflict("The same request was committed meanwhile.", failure),
        DueWorkTaken => new DueWorkTaken(failure),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new RetryableConflict("The database asks to repeat.", failure),
        _ => commit.RefusalOf(failure),
    };
}

/// <summary>The item at hand is no longer this run's to do; nothing was written.</summary>
public sealed class DueWorkTaken(Exception? inner = null) : Exception("The due work was done, moved or taken by another replica.", inner);
