namespace Tyokyky.ServiceDefaults;

/// <summary>The machine's clock in whole microseconds, which is what the database keeps: a time answered now is the same when it is read later.</summary>
public sealed class MicrosecondTime : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Of(base.GetUtcNow());

    /// <summary>An instant as the database will keep it.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), instant.Offset);
}
