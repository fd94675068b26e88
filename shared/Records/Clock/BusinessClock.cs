using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Real time plus an offset that stands in the database and is zero outside Development.</summary>
public sealed partial class BusinessClock : BackgroundService, IBusinessClock
{
    private static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly bool _movable;
    private readonly ILogger<BusinessClock> _logger;
    private long _offset;

    internal BusinessClock(Database database, TimeProvider time, IHostEnvironment environment, ILogger<BusinessClock> logger)
    {
        _database = database;
        _time = time;
        _movable = environment.IsDevelopment();
        _logger = logger;
    }

    /// <summary>Raised after the offset changed.</summary>
    public event Action? Moved;

    /// <inheritdoc/>
    public DateTimeOffset Now => _time.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Helsinki).DateTime);

    /// <summary>What is added to real time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offset));

    /// <summary>Sets the offset for every replica; refuses to go back.</summary>
    internal async Task MoveAsync(TimeSpan offset, string by, CancellationToken cancel)
    {
        if (!_movable) { throw new InvalidOperationException("The business clock is real time outside Development."); }
        var now = _time.GetUtcNow();
        await _database.ExecuteAsync(
            $"""
            INSERT INTO business_clock ("offset", moved_at, moved_by) VALUES ({offset}, {now}, {by})
            ON CONFLICT (id) DO UPDATE SET "offset" = excluded."offset", moved_at = excluded.moved_at, moved_by = excluded.moved_by
            WHERE business_clock."offset" < excluded."offset"
            """,
            cancel);
        await ReadAsync(cancel);
        if (offset < Offset)
        {
            throw new DomainException(
                ErrorKind.FailedPrecondition, "CLOCK_ONLY_FORWARD", "The business clock moves forward only.",
                ("offset_seconds", ((long)Offset.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    internal async Task ReadAsync(CancellationToken cancel)
    {
        var offset = await _database.OneAsync(new Query<TimeSpan>($"""SELECT "offset" FROM business_clock""", row => row.GetTimeSpan(0)), cancel);
        if (Interlocked.Exchange(ref _offset, offset.Ticks) != offset.Ticks) { Moved?.Invoke(); }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_movable) { return; }
        using var timer = new PeriodicTimer(Interval, _time);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                LogUnread(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventName = "business_clock.unread", Level = LogLevel.Warning, Message = "The business clock's offset could not be read ({Failure}); the last known one stands")]
    private partial void LogUnread(string failure);
}
