using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.DirectoryHost;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Directory;

public sealed class DirectoryTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task An_entry_is_written_published_changed_and_withdrawn_by_those_who_keep_it()
    {
        var word = NewWord();
        var create = new CreateDirectoryEntryRequest { Details = Told(word), RequestId = Guid.NewGuid().ToString() };
        var draft = (await host.Keeper.CreateDirectoryEntryAsync(create)).Entry;
        (await host.Keeper.CreateDirectoryEntryAsync(create)).Entry.ShouldBe(draft);
        (draft.State, draft.MaintainerOrganisation, draft.MaintainerOrganisationName, draft.Maintainer, draft.ProviderName, draft.Details.ProviderKind)
            .ShouldBe((DirectoryEntryState.Draft, City, "Esimerkkikunnan työkyvyn tuki", "keeper", "Esimerkkikunnan työkyvyn tuki", "municipality"));
        (await FoundAsync(host.Keeper, new SearchDirectoryRequest { Text = word })).ShouldBeEmpty();

        var published = (await host.Keeper.PublishDirectoryEntryAsync(new PublishDirectoryEntryRequest { EntryId = draft.EntryId, Etag = draft.Etag })).Entry;
        published.ConfirmedOn.ShouldBe(FinnishTime.DayOf(host.Now).ToDate());
        await host.Keeper.PublishDirectoryEntryAsync(new PublishDirectoryEntryRequest { EntryId = draft.EntryId }).ShouldFail(StatusCode.FailedPrecondition, "ENTRY_PUBLISHED");
        published.AllowedActions.Single(action => action.Action == "PublishDirectoryEntry").BlockedReason.ShouldBe("ENTRY_PUBLISHED");

        var update = new UpdateDirectoryEntryRequest { EntryId = draft.EntryId, Details = Told(word, told => told.AgeTo = 29), Etag = draft.Etag };
        await host.Keeper.UpdateDirectoryEntryAsync(update).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        update.Etag = published.Etag;
        update.ValidateOnly = true;
        await host.Keeper.UpdateDirectoryEntryAsync(update);
        (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = draft.EntryId })).Entry.Details.HasAgeTo.ShouldBeFalse();
        update.ValidateOnly = false;
        (await host.Keeper.UpdateDirectoryEntryAsync(update)).Entry.Details.AgeTo.ShouldBe(29);

        (await host.Keeper.WithdrawDirectoryEntryAsync(new WithdrawDirectoryEntryRequest { EntryId = draft.EntryId, Note = "Palvelu loppui" })).Entry.State.ShouldBe(DirectoryEntryState.Withdrawn);
        (await FoundAsync(host.Keeper, new SearchDirectoryRequest { Text = word })).ShouldBeEmpty();
        (await host.Database.FactsAsync<DirectoryEntryChanged>(draft.EntryId)).Select(fact => fact.State).ShouldBe(["published", "published", "withdrawn"]);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM transition WHERE object_id = '{draft.EntryId}'")).ShouldBe(4);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM due_work WHERE key = '{draft.EntryId}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Others_neither_change_an_entry_nor_see_it_before_it_is_published()
    {
        var draft = (await host.Keeper.CreateDirectoryEntryAsync(new CreateDirectoryEntryRequest { Details = Told(NewWord(), told => told.Provider = Kela) })).Entry;
        var get = new GetDirectoryEntryRequest { EntryId = draft.EntryId };
        var provider = new ServiceDirectoryService.ServiceDirectoryServiceClient(host.As(Role.Manager, Kela));

        await host.Other.GetDirectoryEntryAsync(get).ShouldFail(StatusCode.NotFound, "DIRECTORY_ENTRY_UNKNOWN");
        await host.Other.PublishDirectoryEntryAsync(new PublishDirectoryEntryRequest { EntryId = draft.EntryId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.Client.GetDirectoryEntryAsync(get).ShouldFail(StatusCode.NotFound, "DIRECTORY_ENTRY_UNKNOWN");
        (await provider.GetDirectoryEntryAsync(get)).Entry.State.ShouldBe(DirectoryEntryState.Draft);
        await provider.PublishDirectoryEntryAsync(new PublishDirectoryEntryRequest { EntryId = draft.EntryId });
        (await host.Other.GetDirectoryEntryAsync(get)).Entry.State.ShouldBe(DirectoryEntryState.Published);
    }

    [Fact]
    public async Task Clients_read_what_is_told_to_clients()
    {
        var word = NewWord();
        var both = await host.PublishedAsync(word);
        var inner = await host.PublishedAsync(word, told => told.Audiences.Remove(DirectoryAudience.Clients));
        var employer = new ServiceDirectoryService.ServiceDirectoryServiceClient(host.As(Role.Employer, Agency));

        (await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word })).Cards.ShouldHaveSingleItem().EntryId.ShouldBe(both.EntryId);
        (await employer.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word })).Cards.Count.ShouldBe(1);
        (await host.Other.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word })).Cards.Count.ShouldBe(2);
        (await host.Other.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word, Audience = DirectoryAudience.Clients })).Cards.Count.ShouldBe(1);
        await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Audience = DirectoryAudience.Professionals }).ShouldFail(StatusCode.PermissionDenied, "AUDIENCE_NOT_OPEN");

        var seen = (await host.Client.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = both.EntryId })).Entry;
        (seen.Details.ForProfessionals, seen.Maintainer, seen.AllowedActions.Count, seen.ProviderName).ShouldBe((null, "", 0, "Esimerkkikunnan työkyvyn tuki"));
        (await host.Other.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = both.EntryId })).Entry.Details.ForProfessionals.Fi.ShouldBe("Lähete koordinaattorille.");
        await host.Client.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = inner.EntryId }).ShouldFail(StatusCode.NotFound, "DIRECTORY_ENTRY_UNKNOWN");
    }

    [Fact]
    public async Task The_maintainer_is_asked_by_due_work_and_the_entry_is_stale_until_it_is_confirmed()
    {
        var word = NewWord();
        var entry = await host.PublishedAsync(word);
        await host.MoveClockAsync(TimeSpan.FromDays(400));
        var asked = new ListMaintainedEntriesRequest { AskedOnly = true, Maintainer = "keeper" };
        await Eventually.Holds(async () => (await host.Keeper.ListMaintainedEntriesAsync(asked)).Cards.Any(card => card.EntryId == entry.EntryId), "the maintainer is asked");

        var card = (await host.Client.SearchDirectoryAsync(new SearchDirectoryRequest { Text = word })).Cards.ShouldHaveSingleItem();
        card.StaleSince.ShouldNotBeNull();
        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = word, OnlyFresh = true })).ShouldBeEmpty();
        (await host.Other.ListMaintainedEntriesAsync(new ListMaintainedEntriesRequest())).Cards.ShouldNotContain(card => card.EntryId == entry.EntryId);
        (await host.Database.FactsAsync<DirectoryEntryChanged>(entry.EntryId))[^1].TimesAsked.ShouldBe(1);

        var confirmed = (await host.Keeper.ConfirmDirectoryEntryAsync(new ConfirmDirectoryEntryRequest { EntryId = entry.EntryId })).Entry;
        (confirmed.StaleSince, confirmed.AskedOn, confirmed.TimesAsked).ShouldBe((null, null, 0));
        (await FoundAsync(host.Client, new SearchDirectoryRequest { Text = word, OnlyFresh = true })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_operator_keeps_what_has_no_maintainer_and_hands_it_to_one()
    {
        var entry = (await host.Operator.CreateDirectoryEntryAsync(new CreateDirectoryEntryRequest { Details = Told(NewWord()) })).Entry;
        entry.MaintainerOrganisation.ShouldBeEmpty();
        await Eventually.Holds(async () => await KeepsAsync(host.Operator, entry.EntryId), "operators keep it");

        var given = (await host.Operator.UpdateDirectoryEntryAsync(new UpdateDirectoryEntryRequest { EntryId = entry.EntryId, Details = entry.Details, MaintainerOrganisation = Stranger })).Entry;

        (given.MaintainerOrganisationName, given.Maintainer).ShouldBe(("Toisen kunnan työkyvyn tuki", ""));
        (await KeepsAsync(host.Operator, entry.EntryId)).ShouldBeFalse();
        (await KeepsAsync(host.Other, entry.EntryId)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("details.name", "FIELD_REQUIRED")]
    [InlineData("details.summary.sv", "TEXT_TOO_LONG")]
    [InlineData("details.provider", "UNKNOWN_ORGANISATION")]
    [InlineData("details.provider_kind", "PROVIDER_KIND_DISAGREES")]
    [InlineData("details.municipalities", "AREA_DISAGREES")]
    [InlineData("details.age_to", "AGE_ORDER_WRONG")]
    [InlineData("details.coaching_model", "COACHING_MODEL_DISAGREES")]
    [InlineData("details.association_offers", "OFFER_NOT_OF_ASSOCIATION")]
    [InlineData("details.target_groups[0]", "UNKNOWN_CODE")]
    [InlineData("details.languages", "VALUE_TWICE")]
    [InlineData("details.channels[0].web_page", "WEB_PAGE_INVALID")]
    [InlineData("details.channels[0].hours[0].opens", "TIME_INVALID")]
    public async Task A_wrong_entry_is_refused_by_field_and_reason(string field, string reason)
    {
        var told = Told(NewWord());
        switch (field)
        {
            case "details.name": told.Name = new TranslatedText(); break;
            case "details.summary.sv": told.Summary.Sv = new string('x', 151); break;
            case "details.provider": told.Provider = "9000001-1"; break;
            case "details.provider_kind": told.ProviderKind = "kela"; break;
            case "details.municipalities": told.Municipalities.Add("698"); break;
            case "details.age_to": (told.AgeFrom, told.AgeTo) = (30, 18); break;
            case "details.coaching_model": (told.Service, told.CoachingModel) = ("education", "kela-teak"); break;
            case "details.association_offers": told.AssociationOffers.Add("peer-group"); break;
            case "details.target_groups[0]": told.TargetGroups.Add("kaikki"); break;
            case "details.languages": told.Languages.Add(["fi", "fi"]); break;
            case "details.channels[0].web_page": told.Channels.Add(new DirectoryChannel { Kind = DirectoryChannelKind.WebPage, WebPage = "javascript:alert(1)" }); break;
            case "details.channels[0].hours[0].opens": told.Channels.Add(new DirectoryChannel { Kind = DirectoryChannelKind.Phone, Hours = { new OpeningHours { WeekdayFrom = 1, Opens = "25:00", Closes = "9" } } }); break;
        }

        (await host.Keeper.CreateDirectoryEntryAsync(new CreateDirectoryEntryRequest { Details = told }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private static async Task<bool> KeepsAsync(ServiceDirectoryService.ServiceDirectoryServiceClient keeper, string entryId) =>
        (await keeper.ListMaintainedEntriesAsync(new ListMaintainedEntriesRequest { PageSize = 100 })).Cards.Any(card => card.EntryId == entryId);
}
