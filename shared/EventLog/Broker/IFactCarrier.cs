namespace Tyokyky.EventLog;

/// <summary>Carries facts to whoever subscribes; returns once they are confirmed, and may fail at any time.</summary>
internal interface IFactCarrier
{
    /// <summary>False while an attempt would only wait in vain.</summary>
    bool IsReady { get; }

    Task CarryAsync(Arrival arrival, CancellationToken limit);
}
