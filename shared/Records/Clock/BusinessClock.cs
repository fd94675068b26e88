using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Real time plus an offset that stands in the database and is zero outside Development.</summary>
public sealed partial class BusinessClock : BackgroundService, IBusinessClock
{
    private static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Database database;
    private readonly TimeProvider time;
    private readonly bool movable;
    private readonly ILogger<BusinessClock> logger;
    private long offset;

    internal BusinessClock(Database database, TimeProvider time, IHostEnvironment environment, ILogger<BusinessClock> logger)
    {
        this.database = database;
        this.time = time;
        movable = environment.IsDevelopment();
        this.logger = logger;
    }

    /// <summary>Raised after the offset changed.</summary>
    public event Action? Moved;

    /// <inheritdoc/>
    public DateTimeOffset Now => time.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Helsinki).DateTime);

    /// <summary>What is added to real time.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref offset));

    /// <summary>Sets the offset for every replica; refuses to go back.</summary>
    internal async Task MoveAsync(TimeSpan offset, string by, CancellationToken cancel)
    {
        if (!movable) { throw new InvalidOperationException("The business clock is real time outside Development."); }
        var now = time.GetUtcNow();
        await database.ExecuteAsync(
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
        var offset = await database.OneAsync(new Query<TimeSpan>($"""SELECT "offset" FROM business_clock""", row => row.GetTimeSpan(0)), cancel);
        if (Interlocked.Exchange(ref this.offset, offset.Ticks) != offset.Ticks) { Moved?.Invoke(); }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!movable) { return; }
        using var silently = SuppressInstrumentationScope.Begin();
        using var timer = new PeriodicTimer(Interval, time);
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

    [LoggerMessage(
        EventName = "business_clock.unread",
        Level = LogLevel.Warning,
        Message = "The business clock's offset could not be read ({Failure}); the last known one stands")]
    private partial void LogUnread(string failure);
}
