using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Tests;

/// <summary>The Referrals service with callers of its service directory.</summary>
public sealed class DirectoryHost : ReferralsHost
{
    public ServiceDirectoryService.ServiceDirectoryServiceClient Keeper => new(As(Role.Coordinator, City, "keeper"));

    public ServiceDirectoryService.ServiceDirectoryServiceClient Client => new(As(Role.Client, Agency, clientRef: Guid.NewGuid().ToString()));

    public ServiceDirectoryService.ServiceDirectoryServiceClient Other => new(As(Role.Coordinator, Stranger));

    public ServiceDirectoryService.ServiceDirectoryServiceClient Operator => new(As(Role.Operator));

    /// <summary>A word that no other entry has.</summary>
    public static string NewWord() => "sana" + Guid.NewGuid().ToString("N")[..10];

    /// <summary>What may be published as it is.</summary>
    public static DirectoryEntryDetails Told(string word, Action<DirectoryEntryDetails>? but = null)
    {
        var told = new DirectoryEntryDetails
        {
            Name = new TranslatedText { Fi = $"Työhönvalmennus {word}", Sv = "Arbetsträning" },
            Summary = new TranslatedText { Fi = "Tukea työn löytämiseen ja työssä pysymiseen." },
            Service = "job-coaching",
            Provider = City,
            Audiences = { DirectoryAudience.Clients, DirectoryAudience.Professionals },
            Area = DirectoryArea.Nationwide,
            ForProfessionals = new TranslatedText { Fi = "Lähete koordinaattorille." },
        };
        but?.Invoke(told);
        return told;
    }

    public async Task<DirectoryEntry> PublishedAsync(string word, Action<DirectoryEntryDetails>? but = null)
    {
        var entry = (await Keeper.CreateDirectoryEntryAsync(new CreateDirectoryEntryRequest { Details = Told(word, but) })).Entry;
        return (await Keeper.PublishDirectoryEntryAsync(new PublishDirectoryEntryRequest { EntryId = entry.EntryId, Etag = entry.Etag })).Entry;
    }

    /// <summary>The names of what a search finds, over all its pages.</summary>
    public static async Task<List<string>> FoundAsync(ServiceDirectoryService.ServiceDirectoryServiceClient reader, SearchDirectoryRequest request)
    {
        var names = new List<string>();
        do
        {
            var page = await reader.SearchDirectoryAsync(request);
            names.AddRange(page.Cards.Select(card => card.Name.Fi));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return names;
    }
}
