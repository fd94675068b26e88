using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.DirectoryHost;

namespace Tyokyky.Referrals.Tests.Directory;

/// <summary>Items of the knowledge bank (tietopankki) are entries beside the services.</summary>
public sealed class KnowledgeBankTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task An_item_is_found_with_the_services_by_need_service_topic_and_word()
    {
        var word = NewWord();
        var service = await host.PublishedAsync(word);
        var item = await host.PublishedAsync(word, Guide(word));
        var other = await host.PublishedAsync(word, Guide(word, told => (told.KnowledgeKind, told.Link) = ("contact", "https://example.fi/yhteys")));

        (await FoundAsync(new SearchDirectoryRequest { Text = word })).ShouldBe([service.EntryId, item.EntryId, other.EntryId], ignoreOrder: true);
        (await FoundAsync(new SearchDirectoryRequest { Text = word, Needs = { "money-and-debt" } })).ShouldBe([item.EntryId, other.EntryId], ignoreOrder: true);
        (await FoundAsync(new SearchDirectoryRequest { Text = word, Needs = { "find-work" } })).ShouldBe([service.EntryId, item.EntryId, other.EntryId], ignoreOrder: true, "it is about job coaching");
        (await FoundAsync(new SearchDirectoryRequest { Text = word, Services = { "job-coaching" }, Content = DirectoryContent.Services })).ShouldBe([service.EntryId]);
        (await FoundAsync(new SearchDirectoryRequest { Text = word, Content = DirectoryContent.Knowledge, KnowledgeKinds = { "contact" } })).ShouldBe([other.EntryId]);
        (await FoundAsync(new SearchDirectoryRequest { Text = word, Topics = { "benefits", "studies" } })).ShouldBe([item.EntryId, other.EntryId], ignoreOrder: true);
        (await FoundAsync(new SearchDirectoryRequest { Text = word, Topics = { "studies" } })).ShouldBeEmpty();

        var card = (await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word, KnowledgeKinds = { "guide" } })).Cards.ShouldHaveSingleItem();
        (card.Link, card.KnowledgeKind, card.Needs[0], card.Capacity, card.MaintainerOrganisation).ShouldBe(("https://example.fi/opas", "guide", "money-and-debt", null, ReferralsHost.City));
    }

    [Fact]
    public async Task An_item_goes_the_way_of_every_entry_and_its_maintainer_is_asked_after_its_last_day()
    {
        var word = NewWord();
        var last = FinnishTime.DayOf(host.Now).AddDays(30);
        var item = await host.PublishedAsync(word, Guide(word, told => told.ValidTo = last.ToDate()));
        item.ReviewDueOn.ShouldBe(last.AddDays(1).ToDate());
        (await host.Client.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = item.EntryId })).Entry.Details.Description.Fi.ShouldBe("Näin haet.");

        await host.MoveClockAsync(TimeSpan.FromDays(31));
        var asked = new ListMaintainedEntriesRequest { AskedOnly = true, Content = DirectoryContent.Knowledge };
        await Eventually.Holds(async () => (await host.Keeper.ListMaintainedEntriesAsync(asked)).Cards.Any(card => card.EntryId == item.EntryId), "the maintainer is asked");

        (await FoundAsync(new SearchDirectoryRequest { Text = word })).ShouldBeEmpty();
        await host.Client.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = item.EntryId }).ShouldFail(StatusCode.NotFound, "DIRECTORY_ENTRY_UNKNOWN");
        var over = await host.Keeper.ConfirmDirectoryEntryAsync(new ConfirmDirectoryEntryRequest { EntryId = item.EntryId }).ShouldFail(StatusCode.FailedPrecondition, "ENTRY_OVER");
        over.Metadata["valid_to"].ShouldBe(last.ToString("yyyy-MM-dd"));
        var longer = Told(word, Guide(word));
        (await host.Keeper.UpdateDirectoryEntryAsync(new UpdateDirectoryEntryRequest { EntryId = item.EntryId, Details = longer })).Entry.StaleSince.ShouldBeNull();
        (await FoundAsync(new SearchDirectoryRequest { Text = word })).ShouldBe([item.EntryId]);
        (await host.Keeper.WithdrawDirectoryEntryAsync(new WithdrawDirectoryEntryRequest { EntryId = item.EntryId })).Entry.State.ShouldBe(DirectoryEntryState.Withdrawn);

        var facts = await host.Database.FactsAsync<DirectoryEntryChanged>(item.EntryId);
        (facts[0].KnowledgeKind, facts[0].ValidTo, facts[^1].State).ShouldBe(("guide", last.ToDate(), "withdrawn"));
        var used = (await host.Keeper.ListDirectoryUsageAsync(new ListDirectoryUsageRequest { MaintainedOnly = true, PageSize = 500 })).Usage;
        used.ShouldNotContain(row => row.EntryId == item.EntryId, "it is withdrawn");
    }

    [Theory]
    [InlineData("details.service", "KNOWLEDGE_DISAGREES")]
    [InlineData("details.needs", "KNOWLEDGE_DISAGREES")]
    [InlineData("details.knowledge_kind", "UNKNOWN_CODE")]
    [InlineData("details.topics", "VALUE_TWICE")]
    [InlineData("details.about_services[0]", "CODE_NOT_VALID_THEN")]
    [InlineData("details.link", "WEB_PAGE_INVALID")]
    [InlineData("details.valid_to", "DAY_BEFORE_START")]
    public async Task A_wrong_item_is_refused_by_field_and_reason(string field, string reason)
    {
        var told = Told(NewWord(), Guide("sana"));
        switch (field)
        {
            case "details.service": told.Service = "job-coaching"; break;
            case "details.needs": (told.KnowledgeKind, told.Service, told.ProviderKind) = ("", "job-coaching", "municipality"); told.Topics.Clear(); told.AboutServices.Clear(); break;
            case "details.knowledge_kind": told.KnowledgeKind = "poem"; break;
            case "details.topics": told.Topics.Add("benefits"); break;
            case "details.about_services[0]": told.AboutServices[0] = "typ"; break;
            case "details.link": told.Link = "javascript:alert(1)"; break;
            case "details.valid_to": (told.ValidFrom, told.ValidTo) = (new() { Year = 2026, Month = 5, Day = 2 }, new() { Year = 2026, Month = 5, Day = 1 }); break;
        }

        (await host.Keeper.CreateDirectoryEntryAsync(new CreateDirectoryEntryRequest { Details = told }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private static Action<DirectoryEntryDetails> Guide(string word, Action<DirectoryEntryDetails>? but = null) => told =>
    {
        (told.Name.Fi, told.KnowledgeKind, told.Service, told.Provider, told.Link) = ($"Opas {word}", "guide", "", "", "https://example.fi/opas");
        told.Description = new TranslatedText { Fi = "Näin haet.", Sv = "Så här ansöker du." };
        told.Topics.Add("benefits");
        told.Needs.Add("money-and-debt");
        told.AboutServices.Add("job-coaching");
        but?.Invoke(told);
    };

    private async Task<List<string>> FoundAsync(SearchDirectoryRequest request) => [.. (await host.Client.SearchDirectoryAsync(request)).Cards.Select(card => card.EntryId)];
}
