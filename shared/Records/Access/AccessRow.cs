using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>One row to be: a call and what it saw, or why it was refused.</summary>
internal readonly record struct AccessRow(Call Call, Touch Touch, string? Reason)
{
    private const int Longest = 200;

    public string Kind => Reason is null ? "read" : "refusal";

    public string Role => Roles.Name(Call.Role);

    public string? ObjectType => Storable(Touch.ObjectType);

    public string? ObjectId => Storable(Touch.ObjectId);

    // A refused call may have named anything at all.
    private static string? Storable(string? text) => text switch
    {
        null or "" => null,
        // Half of a character of two can't be stored.
        { Length: > Longest } => Storable(text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)]),
        _ => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '?') : text,
    };
}

/// <summary>Rows that one answer waits for; true once they are there, false when they were only to be written for a version that is no more.</summary>
internal sealed class AccessEntry(AccessRow[] rows, DateTimeOffset recordedAt, long arrived) : TaskCompletionSource<bool>
{
    public AccessRow[] Rows { get; } = rows;

    /// <summary>Write the rows only if this is still so.</summary>
    public VersionedRow? If { get; init; }

    /// <summary>The answer, once the batch is committed.</summary>
    public bool IsWritten { get; set; } = true;

    public DateTimeOffset RecordedAt { get; } = recordedAt;

    public long Arrived { get; } = arrived;

    /// <summary>Its answer was given up: nobody waits any more.</summary>
    public volatile bool Abandoned;
}
