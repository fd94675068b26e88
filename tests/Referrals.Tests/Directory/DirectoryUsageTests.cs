using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Directory;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.DirectoryHost;
using DirectoryEntry = Tyokyky.Contracts.Referrals.V1.DirectoryEntry;

namespace Tyokyky.Referrals.Tests.Directory;

public sealed class DirectoryUsageTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    private ServiceDirectoryService.ServiceDirectoryServiceClient Analyst => new(host.As(Role.Analyst, ReferralsHost.Agency));

    [Fact]
    public async Task What_is_shown_and_opened_is_counted_by_entry_and_audience()
    {
        var word = NewWord();
        var read = await host.PublishedAsync(word);
        var unread = await host.PublishedAsync(word);
        var get = new GetDirectoryEntryRequest { EntryId = read.EntryId };

        await FoundAsync(host.Client, new SearchDirectoryRequest { Text = word, PageSize = 1 });
        await FoundAsync(host.Other, new SearchDirectoryRequest { Text = word });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.Client.GetDirectoryEntryAsync(get).ResponseAsync));
        await host.Other.GetDirectoryEntryAsync(get);
        await host.Keeper.GetDirectoryEntryAsync(get);

        var usage = await UsageAsync(new ListDirectoryUsageRequest { PageSize = 7 });
        var seen = usage[read.EntryId];
        (seen.ShownToClients, seen.ShownToProfessionals, seen.OpenedByClients, seen.OpenedByProfessionals, seen.ProviderName).ShouldBe((1, 1, 10, 1, "Esimerkkikunnan työkyvyn tuki"));
        (usage[unread.EntryId].ShownToClients, usage[unread.EntryId].OpenedByClients).ShouldBe((1, 0));
        var tomorrow = FinnishTime.DayOf(host.Now).AddDays(1).ToDate();
        (await UsageAsync(new ListDirectoryUsageRequest { FromDay = tomorrow }))[read.EntryId].OpenedByClients.ShouldBe(0);
        (await Analyst.ListDirectoryUsageAsync(new ListDirectoryUsageRequest { MaintainedOnly = true })).Usage.ShouldBeEmpty();
        await Analyst.ListDirectoryUsageAsync(new ListDirectoryUsageRequest { FromDay = tomorrow, ToDay = FinnishTime.DayOf(host.Now).ToDate() }).ShouldFail(StatusCode.InvalidArgument, "PERIOD_INVALID");
    }

    [Fact]
    public async Task A_search_that_found_nothing_is_kept_by_need_and_area_without_its_words()
    {
        var word = NewWord();
        var search = new SearchDirectoryRequest { Needs = { "studies", "career-choice" }, Municipality = "890", Text = word };
        await host.Client.SearchDirectoryAsync(search);
        await host.Other.SearchDirectoryAsync(search);
        await host.PublishedAsync(word, told => told.Service = "education");
        await host.Client.SearchDirectoryAsync(search);

        var rows = (await Analyst.ListSearchesWithoutResultsAsync(new ListSearchesWithoutResultsRequest { Municipality = "890" })).Searches;
        rows.Select(row => row.Need).ShouldBe(["career-choice", "studies"]);
        rows.ShouldAllBe(row => row.Fruitless == 2 && row.FruitlessByClients == 1 && row.Searches == 3 && row.Service == "");
        rows[0].LastOn.ShouldBe(FinnishTime.DayOf(host.Now).ToDate());
        (await Analyst.ListSearchesWithoutResultsAsync(new ListSearchesWithoutResultsRequest { Municipality = "890", Need = "studies" })).Searches.ShouldHaveSingleItem();

        await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Text = NewWord() });
        await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Services = { "oral-health" }, Text = NewWord() });
        var all = new List<SearchWithoutResults>();
        var request = new ListSearchesWithoutResultsRequest { PageSize = 1 };
        do
        {
            var page = await Analyst.ListSearchesWithoutResultsAsync(request);
            all.AddRange(page.Searches);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        all.Select(row => (row.Need, row.Service)).ShouldBe([("", ""), ("", "oral-health"), ("career-choice", ""), ("studies", "")]);
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_name IN ('directory_search', 'directory_usage') AND column_name IN ('text', 'subject', 'organisation', 'client_id')")).ShouldBe(0);
    }

    [Fact]
    public async Task Searches_at_the_same_time_are_all_counted()
    {
        var word = NewWord();
        var entries = new List<DirectoryEntry>();
        for (var i = 0; i < 5; i++)
        {
            entries.Add(await host.PublishedAsync(word));
        }

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word }).ResponseAsync));

        var usage = await UsageAsync(new ListDirectoryUsageRequest());
        entries.ShouldAllBe(entry => usage[entry.EntryId].ShownToClients == 32);
    }

    [Fact]
    public async Task Usage_is_read_by_index()
    {
        await host.Database.ExecuteAsync("""
            INSERT INTO directory_search SELECT date '2026-01-01' + n % 300, 'need-' || n % 15, '', lpad((n / 15 % 300)::text, 3, '0'), n % 2 = 0, 1, 1 FROM generate_series(1, 20000) n ON CONFLICT DO NOTHING;
            ANALYZE directory_search;
            """);
        var database = host.Services.GetRequiredService<Database>();
        var sql = DirectoryUsageStore.Fruitless(DateOnly.MinValue, DateOnly.MaxValue, "", "", new FruitlessKey("need-3", "", "100"), 51).Sql;

        string.Join('\n', await database.ListAsync(new Query<string>($"EXPLAIN {sql}", row => row.GetString(0)), default)).ShouldNotContain("Seq Scan");
        await host.Database.ExecuteAsync("DELETE FROM directory_search WHERE need LIKE 'need-%'");
    }

    private async Task<Dictionary<string, DirectoryUsage>> UsageAsync(ListDirectoryUsageRequest request)
    {
        var all = new Dictionary<string, DirectoryUsage>();
        do
        {
            var page = await Analyst.ListDirectoryUsageAsync(request);
            foreach (var usage in page.Usage)
            {
                all.Add(usage.EntryId, usage);
            }

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return all;
    }
}
