namespace Tyokyky.Metrics.Domain;

/// <summary>The waits of one length in business days: how many ended then, of how many that lasted so long and no longer.</summary>
internal readonly record struct Wait(int Days, long Ended, long All);

/// <summary>Waiting times with open waits counted as what they are: at least as long as until now.</summary>
internal static class Waits
{
    /// <summary>
    /// The Kaplan–Meier median: the day by which half would have ended, an open wait (or one that was broken off) telling only that it had not
    /// ended yet. Null when fewer than half are known to end.
    /// </summary>
    public static int? Median(IEnumerable<Wait> waits)
    {
        var inOrder = waits.OrderBy(wait => wait.Days).ToList();
        var waiting = inOrder.Sum(wait => wait.All);
        var share = 1.0;
        foreach (var wait in inOrder)
        {
            share *= 1 - ((double)wait.Ended / waiting);
            waiting -= wait.All;
            // Half, but for the last bits of the multiplication.
            if (share <= 0.5 + 1e-9)
            {
                return wait.Days;
            }
        }

        return null;
    }
}
