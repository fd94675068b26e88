using Microsoft.Extensions.Logging;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>What the loops of all sources share.</summary>
internal sealed record SubscriberTools(
    SubscriptionStore Store, FactApplier Applier, ParkedFacts Parked, IFeed Feed, EventLogOptions Options, TimeProvider Time, ILogger Logger);

/// <summary>The loop of one source: takes its facts in order, from the broker as they come and from the feed where the broker leaves a gap.</summary>
internal sealed class Subscriber(Subscription subscription, SubscriberTools tools)
{
    private static readonly TimeSpan halted = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(5);

    private readonly EventLogOptions _options = tools.Options;
    private readonly TimeProvider _time = tools.Time;
    private readonly string _source = subscription.Source;
    private readonly Inbox _inbox = subscription.Inbox;
    private bool _loaded;
    private Cursor _cursor;
    private int _connections;
    private DateTimeOffset? _askedAt;
    private bool _mustAsk = true;
    private DateTimeOffset? _gapSince;
    private DateTimeOffset? _parkedAt;
    private TimeSpan _feedPause;
    private (DateTimeOffset Asked, long Head)? _becomingCurrent;

    public string Source => _source;

    public SubscriptionView View { get; } = new();

    public async Task RunAsync(CancellationToken cancel)
    {
        var pause = TimeSpan.Zero;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await StepAsync(cancel);
                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was, nothing was written: read the cursor anew and go on from there.
                _loaded = false;
                pause = Longer(pause);
                Report(Doing.Retrying, Transient.Describe(failure, "applying"));
                EventLogMessages.ApplyFailed(tools.Logger, _source, _cursor.Position, FailureKind.Of(failure), failure.StackTrace);
                await Task.Delay(pause, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StepAsync(CancellationToken cancel)
    {
        if (!_loaded) { await LoadAsync(cancel); }
        if (View.Doing is Doing.Diverged or Doing.Expired)
        {
            _loaded = false;
            _inbox.Buffer.Clear();
            await Task.Delay(halted, _time, cancel);
            return;
        }

        if (await RetryParkedAsync(cancel)) { return; }
        if (_inbox.Buffer.Follow(_cursor, _options.ApplyBatch) is { Count: > 0 } run)
        {
            await ApplyAsync(run, cancel);
        }
        else if (FeedIsDue())
        {
            await AskFeedAsync(cancel);
        }
        else
        {
            var wait = Until(_gapSince is { } since ? since + _options.GapPatience : DateTimeOffset.MaxValue, NextAsk, _parkedAt ?? DateTimeOffset.MaxValue);
            await _inbox.Arrived.WaitAsync(wait, cancel);
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        using var silently = EventLogTelemetry.Silently();
        var stored = await tools.Store.LoadAsync(_source, cancel);
        _cursor = stored.Cursor;
        _loaded = true;
        View.Cursor = _cursor;
        View.AppliedAt = stored.AppliedAt;
        Report(stored.State switch { HaltState.Diverged => Doing.Diverged, HaltState.Expired => Doing.Expired, _ => Doing.Running }, stored.Detail);
    }

    private async Task ApplyAsync(IReadOnlyList<AnyFact> facts, CancellationToken cancel)
    {
        View.OldestWaiting = facts[0].RecordedAt;
        switch (await tools.Applier.ApplyAsync(subscription, _cursor, facts, cancel))
        {
            case Applied.Done:
                _cursor = facts[^1].Cursor;
                _gapSince = null;
                View.Cursor = _cursor;
                View.AppliedAt = _time.GetUtcNow();
                View.SourceHead = Math.Max(View.SourceHead, _cursor.Position);
                View.OldestWaiting = _inbox.Buffer.Ahead(_cursor)?.First.RecordedAt;
                Report(Doing.Running, "");
                if (_becomingCurrent is { } becoming && _cursor.Position >= becoming.Head) { BecomeCurrent(becoming.Asked); }
                break;

            case Applied.Lost:
                _loaded = false;
                break;

            case Applied.TooManyParked:
                Report(Doing.TooManyParked, $"{_options.MaxParkedKeys} or more keys are parked.");
                _parkedAt ??= _time.GetUtcNow() + halted;
                await Task.Delay(halted, _time, cancel);
                break;
        }
    }

    private DateTimeOffset NextAsk =>
        (_askedAt ?? DateTimeOffset.MinValue) + (_feedPause > TimeSpan.Zero ? _feedPause : _inbox.IsConnected ? _options.FeedInterval : _options.FeedIntervalWithoutBroker);

    private bool FeedIsDue()
    {
        var now = _time.GetUtcNow();
        if (_connections != _inbox.Connections)
        {
            // Whatever was published before the queue was there has to come from the feed.
            _connections = _inbox.Connections;
            _mustAsk = true;
        }

        _gapSince = _inbox.Buffer.HasGap(_cursor) ? _gapSince ?? now : null;
        var hasGap = _gapSince is { } since && now - since >= _options.GapPatience;
        return now >= NextAsk || (_feedPause == TimeSpan.Zero && (_mustAsk || hasGap));
    }

    private async Task AskFeedAsync(CancellationToken cancel)
    {
        var asked = _time.GetUtcNow();
        _askedAt = asked;
        var ahead = _inbox.Buffer.Ahead(_cursor)?.Farthest.Position ?? 0;
        FeedPage page;
        try
        {
            using var silently = EventLogTelemetry.Silently();
            page = await tools.Feed.ListAsync(_source, _cursor, _options.ApplyBatch, cancel);
        }
        catch (FeedRefusal refusal)
        {
            await tools.Store.HaltAsync(_source, _cursor, refusal.State, refusal.Message, asked, cancel);
            EventLogMessages.SubscriptionHalted(tools.Logger, _source, _cursor.Position, refusal.Message);
            _loaded = false;
            return;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // What the broker brings goes on meanwhile.
            _feedPause = Longer(_feedPause);
            var detail = Transient.Describe(failure, "reading the source's feed");
            Report(Doing.Retrying, detail);
            EventLogMessages.FeedFailed(tools.Logger, _source, detail);
            return;
        }

        _feedPause = TimeSpan.Zero;
        View.SourceHead = page.Head.Position;
        _becomingCurrent = (asked, page.Head.Position);
        if (page.Facts.Count == 0)
        {
            // Whatever is published is in the log first: what lies beyond its head belongs to no log of this source.
            if (_inbox.Buffer.HasGap(_cursor) && ahead > page.Head.Position) { _inbox.Buffer.Clear(); }
            BecomeCurrent(asked);
            Report(Doing.Running, "");
            _mustAsk = false;
            return;
        }

        await ApplyAsync(page.Facts, cancel);
        _mustAsk = _cursor.Position < page.Head.Position;
    }

    /// <summary>True when something was retried, so that what waits behind it may go on at once.</summary>
    private async Task<bool> RetryParkedAsync(CancellationToken cancel)
    {
        if (_parkedAt is { } at && _time.GetUtcNow() < at) { return false; }
        using (EventLogTelemetry.Silently())
        {
            View.Parked = await tools.Parked.CountAsync(_source, cancel);
        }

        var later = _time.GetUtcNow() + _options.FeedInterval;
        if (View.Parked.Facts == 0)
        {
            _parkedAt = later;
            return false;
        }

        var retried = await tools.Parked.RetryAsync(subscription, orderKey: null, now: false, cancel);
        if (retried.Applied > 0) { View.Parked = await tools.Parked.CountAsync(_source, cancel); }
        _parkedAt = retried.NextAttemptAt is { } next && next < later ? next : later;
        return retried.Applied > 0;
    }

    private void BecomeCurrent(DateTimeOffset asOf)
    {
        View.CurrentAt = asOf;
        _becomingCurrent = null;
    }

    private void Report(Doing doing, string detail)
    {
        View.Doing = doing;
        View.Detail = detail;
    }

    private TimeSpan Until(params ReadOnlySpan<DateTimeOffset> times)
    {
        var first = DateTimeOffset.MaxValue;
        foreach (var at in times) { first = at < first ? at : first; }
        var now = _time.GetUtcNow();
        return first <= now ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling((first - now).TotalMilliseconds), longestPause.TotalMilliseconds));
    }

    private static TimeSpan Longer(TimeSpan pause)
    {
        var doubled = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : pause * 2;
        return doubled < longestPause ? doubled : longestPause;
    }
}
