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
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Directory;

public sealed class DirectorySearchTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task Entries_are_found_by_parts_of_words_without_accents_and_come_in_Finnish_order()
    {
        var word = NewWord();
        foreach (var name in new[] { "Öljy", "Zeta", "Äiti", "Åland", "Aalto" })
        {
            await host.PublishedAsync(word, told => told.Name = new TranslatedText { Fi = $"{name} {word}" });
        }

        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = word, PageSize = 2 })).Select(name => name.Split(' ')[0]).ShouldBe(["Aalto", "Zeta", "Åland", "Äiti", "Öljy"]);
        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = $"{word[3..9].ToUpperInvariant()}, AITI" })).ShouldHaveSingleItem().ShouldStartWith("Äiti");
        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = $"{word} tyokyvyn" })).Count.ShouldBe(5, "the provider's name is found too");
    }

    [Fact]
    public async Task A_search_by_need_finds_the_services_that_answer_to_it()
    {
        var word = NewWord();
        await host.PublishedAsync(word, told => told.Service = "debt-counselling");
        await host.PublishedAsync(word);

        (await CardsAsync(word, request => request.Needs.Add("money-and-debt"))).ShouldHaveSingleItem().Service.ShouldBe("debt-counselling");
        (await CardsAsync(word, request => request.Needs.Add("find-work"))).ShouldHaveSingleItem().Service.ShouldBe("job-coaching");
        (await CardsAsync(word, request => request.Needs.Add(["find-work", "money-and-debt"]))).Count.ShouldBe(2);
        (await CardsAsync(word, request => request.Needs.Add("studies"))).ShouldBeEmpty();
        await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Needs = { "everything" } }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
    }

    [Fact]
    public async Task A_search_by_area_language_age_and_group_leaves_out_what_is_for_others()
    {
        var word = NewWord();
        await host.PublishedAsync(word, told => (told.Area, told.Name.Fi) = (DirectoryArea.NationwideExceptAland, $"manner {word}"));
        await host.PublishedAsync(word, told =>
        {
            (told.Area, told.Name.Fi, told.AgeFrom, told.AgeTo) = (DirectoryArea.Municipalities, $"nuoret {word}", 16, 29);
            told.Municipalities.Add(["698", "976"]);
            told.Languages.Add(["fi", "se"]);
            told.TargetGroups.Add("young-people");
        });

        (await CardsAsync(word, request => request.Municipality = "698")).Count.ShouldBe(2);
        (await CardsAsync(word, request => request.Municipality = "091")).ShouldHaveSingleItem().Name.Fi.ShouldStartWith("manner");
        (await CardsAsync(word, request => request.Municipality = "478")).ShouldBeEmpty();
        (await CardsAsync(word, request => request.Language = "se")).ShouldHaveSingleItem().Name.Fi.ShouldStartWith("nuoret");
        (await CardsAsync(word, request => request.Age = 29)).Count.ShouldBe(2);
        (await CardsAsync(word, request => request.Age = 30)).ShouldHaveSingleItem().Name.Fi.ShouldStartWith("manner");
        (await CardsAsync(word, request => request.TargetGroup = "employers")).ShouldHaveSingleItem().Name.Fi.ShouldStartWith("manner");
    }

    [Fact]
    public async Task What_the_provider_can_take_comes_from_its_own_declaration()
    {
        var word = NewWord();
        await host.PublishedAsync(word, told => (told.Service, told.Provider) = ("vocational-rehabilitation", Kela));
        await host.PublishedAsync(word, told => (told.Service, told.Provider, told.ProviderKind) = ("vocational-rehabilitation", "", "kela"));
        await new CapacityService.CapacityServiceClient(host.As(Role.Manager, Kela)).DeclareCapacityAsync(new DeclareCapacityRequest { Service = "vocational-rehabilitation", FreePlaces = 3 });

        var card = (await CardsAsync(word, request => request.OnlyFree = true)).ShouldHaveSingleItem();
        (card.Capacity.FreePlaces, card.Capacity.Fresh, card.Capacity.OrganisationName, card.Capacity.HasWaiting).ShouldBe((3, true, "Esimerkkitoimisto", false));
        (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = card.EntryId })).Entry.Capacity.Waiting.ShouldBe(0);
        (await CardsAsync(word, request => request.Provider = "")).Single(each => each.Provider.Length == 0).Capacity.ShouldBeNull();
    }

    [Fact]
    public async Task Associations_and_coaching_models_are_searched_for()
    {
        var word = NewWord();
        await host.PublishedAsync(word, told => told.CoachingModel = "quality-criteria-supported-employment");
        await host.PublishedAsync(word, told =>
        {
            (told.Service, told.Provider, told.ProviderKind) = ("peer-support", "", "association");
            told.AssociationOffers.Add(["peer-group", "meeting-place"]);
        });

        (await CardsAsync(word, request => request.AssociationOffer = "peer-group")).ShouldHaveSingleItem().ProviderKind.ShouldBe("association");
        (await CardsAsync(word, request => request.ProviderKind = "association")).Count.ShouldBe(1);
        (await CardsAsync(word, request => request.CoachingModel = "quality-criteria-supported-employment")).Count.ShouldBe(1);
        (await CardsAsync(word, request => request.CoachingModel = "kela-teak")).ShouldBeEmpty();
        (await CardsAsync(word, request => request.Provider = City)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_directory_begins_with_the_services_that_the_joint_model_knows()
    {
        await Eventually.Holds(async () => (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = "NUOTTI" })).Count == 1, "the seed is written");

        var card = (await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Services = { "health-check" } })).Cards.First(each => each.Provider.Length == 0);
        (card.Name.Fi, card.Name.Sv, card.ProviderKind, card.Cost, card.StaleSince).ShouldBe(("Työttömän terveystarkastus", "Hälsoundersökning för arbetslösa", "wellbeing-services-county", DirectoryCost.Free, null));
        (await host.Client.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = card.EntryId })).Entry.Details.Source.ShouldBe("Act 1326/2010 §13");
        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = "NUOTTI", Age = 45 })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Five_thousand_entries_are_searched_by_index()
    {
        var one = await host.PublishedAsync(NewWord());
        await host.Database.ExecuteAsync($"""
            INSERT INTO directory_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'name', 'Palvelu ' || n, 'service', (ARRAY['job-coaching','social-work','education','peer-support'])[1 + n % 4],
              'given_in', jsonb_build_array(lpad((n % 300)::text, 3, '0')), 'search_text', 'palvelu ' || md5(n::text)))).*
            FROM directory_entry e, generate_series(1, 5000) n WHERE e.id = '{one.EntryId}';
            ANALYZE directory_entry;
            """);
        var database = host.Services.GetRequiredService<Database>();
        var today = FinnishTime.DayOf(host.Now);
        DirectoryFilter[] filters =
        [
            new() { Today = today },
            new() { Today = today, Services = ["job-coaching", "education"], Needs = ["find-work"] },
            new() { Today = today, Content = DirectoryContent.Knowledge, Topics = ["benefits"] },
            new() { Today = today, GivenIn = DirectoryStore.ReachesInto("007", isInAland: false) },
            new() { Today = today, Words = ["c4ca4238", "palvelu"] },
            new() { Today = today, Services = ["peer-support"], GivenIn = DirectoryStore.ReachesInto("007", isInAland: false), Words = ["palvelu"] },
            new() { Today = today, Audience = DirectoryAudience.Clients, Age = 20, Language = "fi", TargetGroup = "jobseekers", OnlyFree = true, OnlyFresh = true },
            new() { Today = today, Provider = Kela },
            new() { Today = today, OldNames = SearchedNames.In("TE-toimisto").OldNames },
        ];

        foreach (var filter in filters)
        {
            var plan = string.Join('\n', await database.ListAsync(new Query<string>($"EXPLAIN {DirectoryStore.Search(filter, "Palvelu 2", Guid.Empty, 51).Sql}", row => row.GetString(0)), default));
            plan.ShouldNotContain("Seq Scan on directory_entry", customMessage: filter.ToString());
        }

        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = "c4ca4238" })).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("TE-toimisto")]
    [InlineData("TE-byrå")]
    [InlineData("employment office")]
    public async Task What_took_the_place_of_an_old_name_is_found_by_it_in_three_languages(string name)
    {
        var word = NewWord();
        await host.PublishedAsync(word, told => (told.Service, told.Provider, told.ProviderKind) = ("employment-services", "", "employment-authority"));
        await host.PublishedAsync(word);

        (await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Text = $"{name} {word}" })).Cards.ShouldHaveSingleItem().ProviderKind.ShouldBe("employment-authority");
        (await CardsAsync(word, request => request.ProviderKind = name)).ShouldHaveSingleItem().ProviderKind.ShouldBe("employment-authority");
        (await CardsAsync(word, request => request.ProviderKind = "te-office")).Count.ShouldBe(1);
        (await CardsAsync(word, request => request.Services.Add("typ"))).ShouldBeEmpty();
        await host.Keeper.CreateDirectoryEntryAsync(new CreateDirectoryEntryRequest { Details = Told(word, told => (told.Provider, told.ProviderKind) = ("", "te-office")) })
            .ShouldFail(StatusCode.InvalidArgument, "CODE_NOT_VALID_THEN");
    }

    private async Task<IReadOnlyList<DirectoryCard>> CardsAsync(string word, Action<SearchDirectoryRequest> with)
    {
        var request = new SearchDirectoryRequest { Text = word };
        with(request);
        return (await host.Client.SearchDirectoryAsync(request)).Cards;
    }
}
