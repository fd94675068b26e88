namespace Tyokyky.ServiceDefaults;

/// <summary>Ends a call at its limit, or earlier with its caller or the host.</summary>
internal sealed class CallEnd : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration callerGone;
    private readonly CancellationTokenRegistration stopping;

    public CallEnd(TimeSpan limit, TimeProvider time, CancellationToken callerGone, CancellationToken stopping)
    {
        source = new CancellationTokenSource(limit, time);
        this.callerGone = callerGone.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        this.stopping = stopping.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        callerGone.Unregister();
        stopping.Unregister();
        source.Dispose();
    }
}
