namespace Tyokyky.ServiceDefaults;

/// <summary>The clock that domain and due work read. Tokens, recorded times, ids and logs use <see cref="TimeProvider"/>.</summary>
public interface IBusinessClock
{
    /// <summary>The instant, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The calendar day in Europe/Helsinki.</summary>
    DateOnly Today { get; }
}
