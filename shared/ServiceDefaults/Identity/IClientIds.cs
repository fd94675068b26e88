namespace Tyokyky.ServiceDefaults;

/// <summary>Which ids stand for one client, where a service knows of duplicates. Asked for callers of role client, whose token names one id.</summary>
public interface IClientIds
{
    /// <summary>Every id of the client that an id stands for, itself among them.</summary>
    Task<IReadOnlyList<Guid>> OfAsync(Guid clientId, CancellationToken cancel);
}
