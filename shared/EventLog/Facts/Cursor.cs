namespace Tyokyky.EventLog;

/// <summary>A place in one source's log: the position orders, the event id proves that it is still the same log.</summary>
internal readonly record struct Cursor(long Position, Guid EventId)
{
    public static Cursor Start => default;

    /// <summary>The id as stored: null before the first fact.</summary>
    public Guid? StoredId => Position == 0 ? null : EventId;

    public static Cursor Of(long position, Guid? eventId) => new(position, eventId ?? Guid.Empty);
}
