using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Tyokyky.EventLog.Tests.Sample;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EventLog.Tests.Log;

public sealed class PollTests
{
    [Fact]
    public async Task A_database_that_is_away_is_told_of_once_and_once_more_when_it_is_back()
    {
        await using var database = await Node.DatabaseAsync("alpha");
        await using var node = await Node.StartAsync(database);
        using var told = new Told();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(told));
        using var signals = new LogSignals();
        var time = new CountedTime();
        using var poll = new LogPoll(
            node.Get<EventLogDatabase>(), signals, node.Get<IOptions<EventLogOptions>>(), time, loggers.CreateLogger<LogPoll>());
        await poll.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Holds(() => Task.FromResult(time.Asked > 0), "it looks");

        await PostgresServer.ExecuteAsync($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS false");
        await PostgresServer.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'");
        await Eventually.Holds(() => Task.FromResult(told.Events.Contains("eventlog.poll.failed")), "it is told");
        // Each look that needs a new connection asks for the day.
        var before = time.Asked;
        await Eventually.Holds(() => Task.FromResult(time.Asked > before + 2), "it looks again and again");
        await PostgresServer.ExecuteAsync($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS true");
        await Eventually.Holds(() => Task.FromResult(told.Events.Contains("eventlog.poll.recovered")), "it is told");

        told.Events.ShouldBe(["eventlog.poll.failed", "eventlog.poll.recovered"]);
        await poll.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class CountedTime : TimeProvider
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref asked);
            return base.GetUtcNow();
        }
    }

    private sealed class Told : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string?> Events { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Enqueue(eventId.Name);

        public void Dispose()
        {
        }
    }
}
