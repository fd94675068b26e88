using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
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
        await using var node = await Node.StartAsync(database, settings: ($"Logging:LogLevel:{typeof(LogPoll).FullName}", "Information"));
        using var told = new Told();
        node.Get<ILoggerFactory>().AddProvider(told);

        await PostgresServer.ExecuteAsync($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS false");
        await PostgresServer.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'");
        // Several looks.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await PostgresServer.ExecuteAsync($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS true");
        await Eventually.Holds(() => Task.FromResult(told.Events.Contains("eventlog.poll.recovered")), "it is told");

        told.Events.ShouldBe(["eventlog.poll.failed", "eventlog.poll.recovered"]);
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
