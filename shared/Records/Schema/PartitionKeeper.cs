using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace Tyokyky.Records;

/// <summary>Makes partitions ahead and drops what no rule keeps, once an hour.</summary>
internal sealed partial class PartitionKeeper(Database database, TimeProvider time, ILogger<PartitionKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            using var _ = SuppressInstrumentationScope.Begin();
            try
            {
                foreach (var (action, partition) in await database.ListAsync(
                    new Query<(string, string)>($"SELECT action, object FROM tyokyky_maintain()", row => (row.GetString(0), row.GetString(1))), stoppingToken))
                {
                    if (action == "held")
                    {
                        LogHeld(partition);
                    }
                    else
                    {
                        LogDone(action, partition);
                    }
                }
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.GetType().Name, failure.SqlState);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventName = "partitions.done", Level = LogLevel.Information, Message = "Partitions: {Action} {Object}")]
    private partial void LogDone(string action, string @object);

    [LoggerMessage(EventName = "partitions.held", Level = LogLevel.Warning, Message = "Somebody holds {Object}; tried again in an hour")]
    private partial void LogHeld(string @object);

    [LoggerMessage(
        EventName = "partitions.failed", Level = LogLevel.Warning, Message = "Partitions could not be kept ({Failure} {SqlState}); tried again in an hour")]
    private partial void LogFailed(string failure, string? sqlState);
}
