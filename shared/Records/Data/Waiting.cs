namespace Tyokyky.Records;

/// <summary>Lets those go on who waited for one batch.</summary>
internal static class Waiting
{
    // Several on one thread: to wake a thread for each would cost more than what each still has to do.
    private const int AtOnce = 16;

    /// <summary>Releases each, on other threads than the caller's.</summary>
    public static void Release<T>(IReadOnlyList<T> all, Action<T> release)
    {
        for (var from = 0; from < all.Count; from += AtOnce)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static some => some.Run(), new Some<T>(all, from, Math.Min(from + AtOnce, all.Count), release), preferLocal: false);
        }
    }

    private sealed record Some<T>(IReadOnlyList<T> All, int From, int To, Action<T> Release)
    {
        public void Run()
        {
            for (var i = From; i < To; i++) { Release(All[i]); }
        }
    }
}
