namespace Tyokyky.JobCoaching.Common;

/// <summary>What facts have in common.</summary>
internal static class FactParts
{
    /// <summary>What facts tell of the client for counting.</summary>
    public static ClientFacets Facets(this CountedClient client) => new()
    {
        ClientId = client.Id.ToString(),
        AgeBand = client.AgeBand,
        Municipality = client.Municipality,
        Programme = client.Programme,
    };

    /// <summary>Empty for none, as in messages too.</summary>
    public static string Text(Guid? id) => id?.ToString() ?? "";
}
