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

    private readonly EventLogOptions options = tools.Options;
    private readonly TimeProvider time = tools.Time;
    private readonly string source = subscription.Source;
    private readonly Inbox inbox = subscription.Inbox;
    private bool loaded;
    private Cursor cursor;
    private int connections;
    private DateTimeOffset? askedAt;
    private bool mustAsk = true;
    private DateTimeOffset? gapSince;
    private DateTimeOffset? parkedAt;
    private TimeSpan feedPause;
    private (DateTimeOffset Asked, long Head)? becomingCurrent;

    public string Source => source;

    /// <summary>What is remembered of this source's facts.</summary>
    public IReadOnlyList<IProjection> Projections { get; } = [.. subscription.Handlers.Select(handler => handler.Projection).OfType<IProjection>().Distinct()];

    public SubscriptionView View { get; } = new();

    /// <summary>Has the source asked until it is known here how things stood at that time, or a later one; false when that takes too long.</summary>
    public async Task<bool> BecomesCurrentAsync(DateTimeOffset at, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        while (true)
        {
            var next = View.NextCurrent;
            if (View.CurrentAt >= at) { return true; }
            inbox.Demand();
            await next.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested) { return false; }
        }
    }

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
                loaded = false;
                pause = Longer(pause);
                Report(Doing.Retrying, Transient.Describe(failure, "applying"));
                EventLogMessages.ApplyFailed(tools.Logger, source, cursor.Position, FailureKind.Of(failure), failure.StackTrace);
                await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StepAsync(CancellationToken cancel)
    {
        if (!loaded) { await LoadAsync(cancel); }
        if (View.Doing is Doing.Diverged or Doing.Expired)
        {
            loaded = false;
            inbox.Buffer.Clear();
            await Task.Delay(halted, time, cancel);
            return;
        }

        if (await RetryParkedAsync(cancel)) { return; }
        // However steadily the broker brings facts, only the source itself says that they are all.
        if (time.GetUtcNow() < NextAsk && inbox.Buffer.Follow(cursor, options.ApplyBatch) is { Count: > 0 } run)
        {
            await ApplyAsync(run, cancel);
        }
        else if (FeedIsDue())
        {
            await AskFeedAsync(cancel);
        }
        else
        {
            var wait = Until(gapSince is { } since ? since + options.GapPatience : DateTimeOffset.MaxValue, NextAsk, parkedAt ?? DateTimeOffset.MaxValue);
            await inbox.Arrived.WaitAsync(wait, cancel);
        }
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        using var silently = EventLogTelemetry.Silently();
        var stored = await tools.Store.LoadAsync(source, cancel);
        cursor = stored.Cursor;
        becomingCurrent = null;
        loaded = true;
        View.Cursor = cursor;
        View.AppliedAt = stored.AppliedAt;
        Report(stored.State switch { HaltState.Diverged => Doing.Diverged, HaltState.Expired => Doing.Expired, _ => Doing.Running }, stored.Detail);
    }

    private async Task ApplyAsync(IReadOnlyList<AnyFact> facts, CancellationToken cancel)
    {
        View.OldestWaiting = facts[0].RecordedAt;
        switch (await tools.Applier.ApplyAsync(subscription, cursor, facts, cancel))
        {
            case Applied.Done:
                cursor = facts[^1].Cursor;
                gapSince = null;
                View.Cursor = cursor;
                View.AppliedAt = time.GetUtcNow();
                View.SourceHead = Math.Max(View.SourceHead, cursor.Position);
                View.OldestWaiting = inbox.Buffer.Ahead(cursor)?.First.RecordedAt;
                Report(Doing.Running, "");
                if (becomingCurrent is { } becoming && cursor.Position >= becoming.Head) { BecomeCurrent(becoming.Asked); }
                break;

            case Applied.Lost:
                loaded = false;
                break;

            case Applied.TooManyParked:
                Report(Doing.TooManyParked, $"{options.MaxParkedKeys} or more keys are parked.");
                parkedAt ??= time.GetUtcNow() + halted;
                await Task.Delay(halted, time, cancel);
                break;
        }
    }

    private DateTimeOffset NextAsk =>
        (askedAt ?? DateTimeOffset.MinValue)
        + (feedPause > TimeSpan.Zero ? feedPause : inbox.IsConnected ? options.FeedInterval : options.FeedIntervalWithoutBroker);

    private bool FeedIsDue()
    {
        var now = time.GetUtcNow();
        if (connections != inbox.Connections)
        {
            // Whatever was published before the queue was there has to come from the feed.
            connections = inbox.Connections;
            mustAsk = true;
        }

        mustAsk |= inbox.TakeDemand();
        gapSince = inbox.Buffer.HasGap(cursor) ? gapSince ?? now : null;
        var hasGap = gapSince is { } since && now - since >= options.GapPatience;
        return now >= NextAsk || (feedPause == TimeSpan.Zero && (mustAsk || hasGap));
    }

    private async Task AskFeedAsync(CancellationToken cancel)
    {
        var asked = time.GetUtcNow();
        askedAt = asked;
        var ahead = inbox.Buffer.Ahead(cursor)?.Farthest.Position ?? 0;
        FeedPage page;
        try
        {
            using var silently = EventLogTelemetry.Silently();
            page = await tools.Feed.ListAsync(source, cursor, options.ApplyBatch, cancel);
        }
        catch (FeedRefusal refusal)
        {
            View.SourceHead = refusal.Head.Position;
            await tools.Store.HaltAsync(source, cursor, refusal.State, refusal.Message, asked, cancel);
            EventLogMessages.SubscriptionHalted(tools.Logger, source, cursor.Position, refusal.Message);
            loaded = false;
            return;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // What the broker brings goes on meanwhile.
            feedPause = Longer(feedPause);
            var detail = Transient.Describe(failure, "reading the source's feed");
            Report(Doing.Retrying, detail);
            EventLogMessages.FeedFailed(tools.Logger, source, detail);
            return;
        }

        feedPause = TimeSpan.Zero;
        View.SourceHead = page.Head.Position;
        // Beyond the head something may be committed that nobody can read yet.
        var asOf = page.UnnumberedSince is { } since && since < asked ? since : asked;
        becomingCurrent ??= (asOf, page.Head.Position);
        if (page.Facts.Count == 0)
        {
            // Whatever is published is in the log first: what lies beyond its head belongs to no log of this source.
            if (inbox.Buffer.HasGap(cursor) && ahead > page.Head.Position) { inbox.Buffer.Clear(); }
            BecomeCurrent(asOf);
            Report(Doing.Running, "");
            mustAsk = false;
            return;
        }

        await ApplyAsync(page.Facts, cancel);
        mustAsk = cursor.Position < page.Head.Position;
    }

    /// <summary>True when something was retried, so that what waits behind it may go on at once.</summary>
    private async Task<bool> RetryParkedAsync(CancellationToken cancel)
    {
        if (parkedAt is { } at && time.GetUtcNow() < at) { return false; }
        using (EventLogTelemetry.Silently())
        {
            View.Parked = await tools.Parked.CountAsync(source, cancel);
        }

        var later = time.GetUtcNow() + options.FeedInterval;
        if (View.Parked.Facts == 0)
        {
            parkedAt = later;
            return false;
        }

        var retried = await tools.Parked.RetryAsync(subscription, orderKey: null, now: false, cancel);
        if (retried.Applied > 0) { View.Parked = await tools.Parked.CountAsync(source, cancel); }
        parkedAt = retried.NextAttemptAt is { } next && next < later ? next : later;
        return retried.Applied > 0;
    }

    private void BecomeCurrent(DateTimeOffset asOf)
    {
        View.BecomeCurrent(asOf);
        becomingCurrent = null;
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
        var now = time.GetUtcNow();
        return first <= now
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling((first - now).TotalMilliseconds), longestPause.TotalMilliseconds));
    }

    private static TimeSpan Longer(TimeSpan pause)
    {
        var doubled = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : pause * 2;
        return doubled < longestPause ? doubled : longestPause;
    }
}
