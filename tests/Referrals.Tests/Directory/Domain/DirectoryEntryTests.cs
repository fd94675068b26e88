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

        entry.IsReadBy(Caller(Role.Coordinator)).ShouldBeTrue();
        entry.IsReadBy(Caller(Role.Client)).ShouldBeFalse();
        entry.IsReadBy(Caller(Role.Coordinator, "4567890-7")).ShouldBeFalse();
        (In(DirectoryEntryState.Published) with { Details = Told() with { Audiences = [DirectoryAudience.Professionals] } }).IsReadBy(Caller(Role.Client)).ShouldBeFalse();
    }

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
