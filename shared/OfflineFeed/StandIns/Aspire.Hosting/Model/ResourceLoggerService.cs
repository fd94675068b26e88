using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line of a resource's console.</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>Keeps the consoles of all resources.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceConsole> consoles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes to a resource's console.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Console(resource.Name);
    }

    /// <summary>What a resource's console holds, and then every new line.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Console(resource.Name).WatchAsync();
    }

    /// <summary>What a resource's console holds.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Console(resourceName).Kept();
    }

    /// <summary>Ends all watches.</summary>
    public void Dispose()
    {
        foreach (var console in consoles.Values)
        {
            console.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceConsole Console(string resourceName) => consoles.GetOrAdd(resourceName, _ => new ResourceConsole());
}

internal sealed class ResourceConsole : ILogger
{
    private const int Limit = 10_000;
    private readonly Queue<LogLine> kept = new();
    private readonly List<Channel<LogLine>> watchers = [];
    private readonly Lock gate = new();
    private int count;
    private bool completed;

    public void Write(string text, bool isError)
    {
        foreach (var line in text.Split('\n'))
        {
            WriteLine(line, isError);
        }
    }

    private void WriteLine(string text, bool isError)
    {
        lock (gate)
        {
            // The dashboard reads the time from the beginning of the line.
            var line = new LogLine(++count, $"{DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture)} {text}", isError);
            kept.Enqueue(line);
            if (kept.Count > Limit)
            {
                kept.Dequeue();
            }

            foreach (var watcher in watchers)
            {
                watcher.Writer.TryWrite(line);
            }
        }
    }

    public IReadOnlyList<LogLine> Kept()
    {
        lock (gate)
        {
            return [.. kept];
        }
    }

    public IReadOnlyList<string> Last(int lines)
    {
        lock (gate)
        {
            return [.. kept.TakeLast(lines).Select(line => line.Content)];
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Limit) { FullMode = BoundedChannelFullMode.DropOldest });
        IReadOnlyList<LogLine> first;
        lock (gate)
        {
            first = [.. kept];
            watchers.Add(channel);
            if (completed)
            {
                channel.Writer.TryComplete();
            }
        }

        try
        {
            if (first.Count > 0)
            {
                yield return first;
            }

            while (await channel.Reader.WaitToReadAsync(cancel))
            {
                var batch = new List<LogLine>();
                while (batch.Count < 500 && channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(channel);
            }
        }
    }

    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write(formatter(state, exception) + (exception is null ? "" : $" {exception}"), logLevel >= LogLevel.Error);
}
