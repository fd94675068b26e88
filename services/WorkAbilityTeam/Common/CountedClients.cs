namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Clients in facts.</summary>
internal static class CountedClients
{
    /// <summary>What facts tell of the client for counting.</summary>
    public static ClientFacets Facets(this CountedClient client) => new()
    {
        ClientId = client.Id.ToString(),
        AgeBand = client.AgeBand,
        Municipality = client.Municipality,
        Programme = client.Programme,
    };
}
