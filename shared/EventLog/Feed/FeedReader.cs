using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Reads the own log for others: nothing but what follows their cursor, and a named refusal when nothing can.</summary>
internal sealed class FeedReader(LogPages log)
{
    public async Task<LogPage> ReadAsync(Cursor after, int most, CancellationToken cancel)
    {
        var page = await log.PageAsync(after, most, cancel);
        var facts = WithoutGap(after.Position, page.Facts);
        // A fact may have been numbered between the two statements.
        var head = facts.Count > 0 && facts[^1].Position > page.Ends.Head.Position ? facts[^1].Cursor : page.Ends.Head;
        page = page with { Facts = facts, Ends = page.Ends with { Head = head } };
        Judge(after, page);
        return page;
    }

    public async Task<LogPlace> HeadAsync(CancellationToken cancel)
    {
        var head = await log.HeadAsync(cancel);
        return new LogPlace(head.Position, head.EventId);
    }

    /// <summary>Whether the log can be gone on with from the cursor.</summary>
    private static void Judge(Cursor after, LogPage page)
    {
        var (head, _, _, idAtReader, _) = page.Ends;
        if (after.Position > head.Position || (after.Position == head.Position && after != head) || (idAtReader is { } id && id != after.EventId))
        {
            throw Refusal("LOG_DIVERGED", "The log has no such fact: it was restored or reset.", page.Ends);
        }

        var isLost = after.Position < head.Position && page.Facts.Count == 0;
        var isForgotten = idAtReader is null && after.Position > 0 && after.Position != head.Position;
        if (isLost || isForgotten)
        {
            throw Refusal("POSITION_EXPIRED", "The facts after this position have been removed by retention.", page.Ends);
        }
    }

    private static IReadOnlyList<AnyFact> WithoutGap(long after, IReadOnlyList<AnyFact> facts)
    {
        var whole = 0;
        while (whole < facts.Count && facts[whole].Position == after + whole + 1) { whole++; }
        return whole == facts.Count ? facts : [.. facts.Take(whole)];
    }

    private static DomainException Refusal(string reason, string message, LogEnds ends) => new(
        ErrorKind.FailedPrecondition, reason, message,
        ("head_position", $"{ends.Head.Position}"), ("head_event_id", $"{ends.Head.EventId}"),
        ("first_position", $"{ends.First}"), ("first_previous_event_id", $"{ends.IdBeforeFirst}"));
}
