using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Lets a halted subscription go on where an operator says.</summary>
internal sealed class DivergenceResolver(EventLogDatabase own, SubscriptionStore store, IFeed feed)
{
    private const int Probe = 1;

    /// <summary>The cursor before and after.</summary>
    public async Task<(Cursor Before, Cursor After)> ResolveAsync(Subscription subscription, DivergenceResolution resolution, CancellationToken cancel)
    {
        var source = subscription.Source;
        var stored = await store.LoadAsync(source, cancel);
        if (stored.State == HaltState.Running)
        {
            throw new DomainException(
                ErrorKind.FailedPrecondition, "NOT_HALTED", $"The subscription to {source} is not halted for divergence or expiry.", ("source", source));
        }

        Cursor target;
        try
        {
            target = resolution switch
            {
                DivergenceResolution.LastCommon => await LastCommonAsync(source, stored.Cursor, cancel),
                DivergenceResolution.FirstAvailable => await FirstAvailableAsync(source, cancel),
                _ => await HeadAsync(source, stored.Cursor, cancel),
            };
        }
        catch (Exception failure) when (failure is not (DomainException or OperationCanceledException))
        {
            throw new DomainException(ErrorKind.Unavailable, "SOURCE_UNAVAILABLE", $"The log of {source} can't be read now.", ("source", source));
        }

        await GoOnAsync(source, stored.Cursor, target, keepTaken: resolution == DivergenceResolution.LastCommon, cancel);
        return (stored.Cursor, target);
    }

    private async Task GoOnAsync(string source, Cursor from, Cursor to, bool keepTaken, CancellationToken cancel)
    {
        await using var transaction = await own.Database.BeginAsync(cancel);
        var moved = await transaction.ExecuteAsync(
            $"""
            UPDATE subscription SET position = {to.Position}, event_id = {to.StoredId}, state = 'running', detail = '', halted_at = NULL
            WHERE source = {source} AND state <> 'running' AND position = {from.Position} AND event_id IS NOT DISTINCT FROM {from.StoredId}
            """,
            cancel);
        if (moved == 0) { throw new DomainException(ErrorKind.Aborted, "RESOLVED_MEANWHILE", $"Somebody else resolved {source} meanwhile."); }

        // Later positions will be taken again, by other facts.
        var keep = keepTaken ? to.Position : 0;
        await transaction.ExecuteAsync($"DELETE FROM subscription_taken WHERE source = {source} AND first_position > {keep}", cancel);
        await transaction.ExecuteAsync(
            $"""
            UPDATE subscription_taken SET event_ids = event_ids[1:({keep} - first_position + 1)::int]
            WHERE source = {source} AND first_position + cardinality(event_ids) - 1 > {keep}
            """,
            cancel);
        await transaction.ExecuteAsync($"DELETE FROM kept_fact WHERE source = {source} AND position > {to.Position}", cancel);
        await transaction.ExecuteAsync(
            $"""
            UPDATE parked_fact SET state = 'skipped', skip_reason = 'The source no longer has it.', next_attempt_at = NULL
            WHERE source = {source} AND position > {to.Position} AND state <> 'skipped'
            """,
            cancel);
        await transaction.CommitAsync(cancel);
    }

    // Whatever both logs share is a beginning of both, so the last common fact is found by halving.
    private async Task<Cursor> LastCommonAsync(string source, Cursor cursor, CancellationToken cancel)
    {
        var first = await own.Database.OneAsync(
            new Query<long?>($"SELECT min(first_position) FROM subscription_taken WHERE source = {source}", row => row.IsDBNull(0) ? null : row.GetInt64(0)),
            cancel) ?? cursor.Position + 1;
        var common = Cursor.Start;
        var isKnown = first == 1;
        long low = first, high = cursor.Position;
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var candidate = new Cursor(middle, await TakenAsync(source, middle, cancel));
            if (await KnowsAsync(source, candidate, cancel))
            {
                (common, isKnown) = (candidate, true);
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return isKnown
            ? common
            : throw new DomainException(
                ErrorKind.FailedPrecondition, "NO_COMMON_FACT",
                "Nothing that is still remembered here is in the source's log: choose the first available fact or the head.", ("source", source));
    }

    private async Task<Guid> TakenAsync(string source, long position, CancellationToken cancel) =>
        await own.Database.OneAsync(
            new Query<Guid>(
                $"""
                SELECT event_ids[({position} - first_position + 1)::int] FROM subscription_taken
                WHERE source = {source} AND first_position <= {position} ORDER BY first_position DESC LIMIT 1
                """,
                row => row.IsDBNull(0) ? Guid.Empty : row.GetGuid(0)),
            cancel);

    private async Task<bool> KnowsAsync(string source, Cursor cursor, CancellationToken cancel)
    {
        try
        {
            await feed.ListAsync(source, cursor, Probe, cancel);
            return true;
        }
        catch (FeedRefusal refusal)
        {
            // What retention has removed can't be compared; it lies before all that can.
            return refusal.State == HaltState.Expired;
        }
    }

    private async Task<Cursor> FirstAvailableAsync(string source, CancellationToken cancel)
    {
        try
        {
            await feed.ListAsync(source, Cursor.Start, Probe, cancel);
            return Cursor.Start;
        }
        catch (FeedRefusal refusal)
        {
            return refusal.First <= 1 ? refusal.Head : refusal.BeforeFirst;
        }
    }

    private async Task<Cursor> HeadAsync(string source, Cursor cursor, CancellationToken cancel)
    {
        try
        {
            return (await feed.ListAsync(source, cursor, Probe, cancel)).Head;
        }
        catch (FeedRefusal refusal)
        {
            return refusal.Head;
        }
    }
}
