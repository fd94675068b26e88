namespace Tyokyky.ServiceDefaults;

/// <summary>Which organisations are registered, where a service knows it: whoever acts for another one is served nothing.</summary>
public interface IRegisteredOrganisations
{
    /// <summary>True for one that somebody registered.</summary>
    ValueTask<bool> HasAsync(string organisation, CancellationToken cancel);
}
