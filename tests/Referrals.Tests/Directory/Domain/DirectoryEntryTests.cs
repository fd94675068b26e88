using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Directory;
using Tyokyky.Referrals.Needs;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using DirectoryEntry = Tyokyky.Referrals.Directory.DirectoryEntry;

namespace Tyokyky.Referrals.Tests.Directory.Domain;

public sealed class DirectoryEntryTests
{
    private static readonly DateOnly day = new(2026, 3, 2);

    [Fact]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told()
    {
        foreach (var state in Enum.GetValues<DirectoryEntryState>().Where(state => state != DirectoryEntryState.Unspecified))
        {
            foreach (var action in Enum.GetValues<DirectoryAction>())
            {
                var entry = In(state);
                if (DirectoryEntryTable.BlockedBy(action, state) is { } blocked)
                {
                    Should.Throw<DomainException>(() => Do(action, entry)).Reason.ShouldBe(blocked);
                }
                else
                {
                    DirectoryEntryTable.Table.After(action, state)!.ShouldContain(Do(action, entry).State);
                }
            }
        }
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/directory-entry.md", DirectoryEntryTable.Table.Diagram(DirectoryEntryState.Draft));

    [Fact]
    public void What_is_published_tells_what_readers_need()
    {
        var bare = In(DirectoryEntryState.Draft) with { Details = new DirectoryDetails { Name = new("Nimi"), ProviderKind = "association" } };

        var refusal = Should.Throw<DomainException>(() => bare.Publish(day));

        (refusal.Reason, refusal.Metadata["missing"]).ShouldBe(("ENTRY_INCOMPLETE", "summary,service,audiences,area"));
        Should.Throw<DomainException>(() => In(DirectoryEntryState.Published).Update(bare.Details, "2345678-0", "", day)).Reason.ShouldBe("ENTRY_INCOMPLETE");
        In(DirectoryEntryState.Draft).Update(bare.Details, "2345678-0", "", day).Entry.ConfirmedOn.ShouldBeNull();
    }

    [Fact]
    public void An_entry_is_stale_after_its_time_and_its_maintainer_is_asked_until_somebody_answers()
    {
        var published = In(DirectoryEntryState.Draft).Publish(day).Entry;
        var due = published.AskOn(AreaAgreements.None)!.Value;
        due.ShouldBe(FinnishCalendar.AddBusinessDays(day, 125).AddDays(1));

        var asked = published.Ask(due).Entry;
        var again = asked.Ask(asked.AskOn(AreaAgreements.None)!.Value).Entry;
        (asked.StaleSince, asked.AskedOn, asked.TimesAsked).ShouldBe((due, due, 1));
        (again.StaleSince, again.TimesAsked).ShouldBe((due, 2));
        again.AskedOn.ShouldBe(FinnishCalendar.AddBusinessDays(due, 20).AddDays(1));

        var confirmed = again.Confirm(again.AskedOn!.Value).Entry;
        (confirmed.StaleSince, confirmed.AskedOn, confirmed.TimesAsked, confirmed.ConfirmedOn).ShouldBe((null, null, 0, again.AskedOn));
        again.Withdraw(day, "").Entry.AskOn(AreaAgreements.None).ShouldBeNull();
    }

    [Fact]
    public void A_clients_token_keeps_no_entry_of_its_organisation()
    {
        var entry = In(DirectoryEntryState.Draft);

        entry.IsReadBy(Caller(Role.Coordinator), day).ShouldBeTrue();
        entry.IsReadBy(Caller(Role.Client), day).ShouldBeFalse();
        entry.IsReadBy(Caller(Role.Coordinator, "4567890-7"), day).ShouldBeFalse();
        (In(DirectoryEntryState.Published) with { Details = Told() with { Audiences = [DirectoryAudience.Professionals] } }).IsReadBy(Caller(Role.Client), day).ShouldBeFalse();
    }

    [Fact]
    public void An_item_of_the_knowledge_bank_says_what_it_is_about_and_where_it_is()
    {
        var bare = In(DirectoryEntryState.Draft) with { Details = Told() with { Service = "", ProviderKind = "", KnowledgeKind = "guide" } };

        Should.Throw<DomainException>(() => bare.Publish(day)).Metadata["missing"].ShouldBe("topics,link");
        (bare with { Details = bare.Details with { Needs = ["find-work"], Link = "https://example.fi/opas" } }).Publish(day).Entry.State.ShouldBe(DirectoryEntryState.Published);
        (bare with { Details = bare.Details with { AboutServices = ["job-coaching"], Description = new("Näin haet.") } }).Publish(day).Entry.State.ShouldBe(DirectoryEntryState.Published);
    }

    [Fact]
    public void What_holds_until_a_day_is_asked_about_after_it_and_read_by_those_who_keep_it()
    {
        var last = day.AddDays(10);
        var entry = (In(DirectoryEntryState.Draft) with { Details = Told() with { ValidFrom = day.AddDays(1), ValidTo = last } }).Publish(day).Entry;

        entry.AskOn(AreaAgreements.None).ShouldBe(last.AddDays(1));
        new[] { day, day.AddDays(1), last, last.AddDays(1) }.Select(on => entry.IsReadBy(Caller(Role.Client), on)).ShouldBe([false, true, true, false]);
        entry.IsReadBy(Caller(Role.Coordinator), last.AddDays(1)).ShouldBeTrue();
        entry.Confirm(last).Entry.AskOn(AreaAgreements.None).ShouldBe(last.AddDays(1));
        Should.Throw<DomainException>(() => entry.Confirm(last.AddDays(1))).Reason.ShouldBe("ENTRY_OVER");
        entry.Update(entry.Details with { ValidTo = null }, "2345678-0", "", last.AddDays(1)).Entry.AskOn(AreaAgreements.None).ShouldBe(FinnishCalendar.AddBusinessDays(last.AddDays(1), 125).AddDays(1));
        entry.Withdraw(last.AddDays(1), "").Entry.AskOn(AreaAgreements.None).ShouldBeNull();
    }

    [Theory]
    [InlineData("TE-toimisto", "organisation-kind", "employment-authority")]
    [InlineData("te toimistosta", "organisation-kind", "employment-authority")]
    [InlineData("TE-byrå", "organisation-kind", "employment-authority")]
    [InlineData("employment office", "organisation-kind", "employment-authority")]
    [InlineData("te-office", "organisation-kind", "employment-authority")]
    [InlineData("sairaanhoitopiiri", "organisation-kind", "wellbeing-services-county")]
    [InlineData("TYP", "service", "multisectoral-support")]
    public void An_old_name_in_a_search_means_what_took_its_place_too(string name, string system, string code)
    {
        var sought = SearchedNames.In($"{name} Rovaniemi");

        sought.Words.ShouldBe(["rovaniemi"]);
        var found = sought.OldNames.ShouldHaveSingleItem();
        (system == "service" ? found.Services : found.ProviderKinds).ShouldContain(code);
    }

    [Fact]
    public void A_word_that_only_begins_like_an_old_name_is_a_word() => SearchedNames.In("typografiakurssi toimisto te").OldNames.ShouldBeEmpty();

    [Theory]
    [InlineData("Työkyky – Ääkköset, ÅLAND!", "tyokyky aakkoset aland")]
    [InlineData("  B-lausunto  ", "b lausunto")]
    [InlineData("Sámi giella: đŋŧ áččžš", "sami giella dnt acczs")]
    [InlineData("%_\\'", "")]
    public void Search_compares_letters_and_digits_without_case_and_accents(string text, string folded) => SearchWords.Fold(text).ShouldBe(folded);

    [Fact]
    public void Every_need_is_answered_by_services_that_exist()
    {
        foreach (var need in Contracts.CodeSystem.Get("support-need").Entries)
        {
            var services = SupportNeeds.ServicesFor([need.Code], day, AreaAgreements.None).ToList();
            services.ShouldNotBeEmpty(need.Code);
            services.ShouldAllBe(service => Contracts.CodeSystem.Get("service").IsValid(service, day));
        }
    }

    private static DirectoryEntry Do(DirectoryAction action, DirectoryEntry entry) => action switch
    {
        DirectoryAction.UpdateDirectoryEntry => entry.Update(Told(), "2345678-0", "", day).Entry,
        DirectoryAction.PublishDirectoryEntry => entry.Publish(day).Entry,
        DirectoryAction.ConfirmDirectoryEntry => entry.Confirm(day).Entry,
        _ => entry.Withdraw(day, "").Entry,
    };

    private static Caller Caller(Role role, string organisation = "2345678-0") => new() { Subject = "worker", Organisation = organisation, Roles = role };

    private static DirectoryDetails Told() => new()
    {
        Name = new("Työhönvalmennus"),
        Summary = new("Tukea työn löytämiseen."),
        Service = "job-coaching",
        ProviderKind = "association",
        Audiences = [DirectoryAudience.Clients],
        Area = DirectoryArea.Nationwide,
    };

    private static DirectoryEntry In(DirectoryEntryState state) => new()
    {
        Id = Guid.NewGuid(),
        State = state,
        Details = Told(),
        MaintainerOrganisation = "2345678-0",
        Maintainer = "worker",
        UpdatedOn = day,
        ConfirmedOn = state == DirectoryEntryState.Published ? day : null,
    };
}
