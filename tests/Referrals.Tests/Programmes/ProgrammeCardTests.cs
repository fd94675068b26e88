using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.Programmes.ProgrammeCards;

namespace Tyokyky.Referrals.Tests.Programmes;

public sealed class ProgrammeCardTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ProgrammeCardsService.ProgrammeCardsServiceClient Owner => new(host.As(Role.Manager, ReferralsHost.City, "manager"));

    [Fact]
    public async Task A_card_is_saved_in_versions_that_tell_what_changed_and_why()
    {
        var programme = await OpenedAsync();
        (await Owner.GetProgrammeCardAsync(new GetProgrammeCardRequest { Programme = programme })).Card.Version.ShouldBe(0);
        var save = new SaveProgrammeCardRequest { Programme = programme, Details = Sample(), RequestId = Guid.NewGuid().ToString() };

        var first = (await Owner.SaveProgrammeCardAsync(save)).Card;
        (await Owner.SaveProgrammeCardAsync(save)).Card.ShouldBe(first);
        (first.Version, first.IsPartial, first.Programme.Name, first.Details.Partners[0].Name).ShouldBe((1, false, "Esimerkkihanke", "Esimerkkitoimisto"));
        first.Details.Funding.Select(share => share.PercentHundredthsWorkedOut).ShouldBe([7000, 3000]);
        first.Labels.Single(label => label.Code == "personnel").LabelSv.ShouldBe("Lönekostnader");
        first.Organisations.ShouldContain(one => one.Organisation == ReferralsHost.Kela && one.Name == "Esimerkkitoimisto");

        var change = new SaveProgrammeCardRequest { Programme = programme, Details = first.Details, Etag = first.Etag, Note = "Sama" };
        await Owner.SaveProgrammeCardAsync(change).ShouldFail(StatusCode.FailedPrecondition, "CARD_UNCHANGED");
        change.Details = Sample(card => card.Goals[0].Measures[0].Results[0].Target = 45);
        change.Note = "";
        (await Owner.SaveProgrammeCardAsync(change).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED")).Metadata["field"].ShouldBe("note");
        change.Note = "Tavoite oli väärin.";
        var second = (await Owner.SaveProgrammeCardAsync(change)).Card;
        change.Details = Sample(card => card.WebPage = "https://example.fi");
        await Owner.SaveProgrammeCardAsync(change).ShouldFail(StatusCode.Aborted, "ETAG_STALE");

        (second.Version, second.Note).ShouldBe((2, "Tavoite oli väärin."));
        (await Owner.GetProgrammeCardAsync(new GetProgrammeCardRequest { Programme = programme, Version = 1 })).Card.Details.ShouldBe(first.Details);
        await Owner.GetProgrammeCardAsync(new GetProgrammeCardRequest { Programme = programme, Version = 3 }).ShouldFail(StatusCode.NotFound, "UNKNOWN_CARD_VERSION");
        var trail = new List<ProgrammeCardVersion>();
        var page = new ListProgrammeCardVersionsRequest { Programme = programme, PageSize = 1 };
        do
        {
            var found = await Owner.ListProgrammeCardVersionsAsync(page);
            trail.AddRange(found.Versions);
            page.PageToken = found.NextPageToken;
        }
        while (page.PageToken.Length > 0);

        trail.Select(version => (version.Version, version.SavedBy, string.Join(' ', version.Changed)))
            .ShouldBe([(2, "manager", "goals"), (1, "manager", "purpose partners total_budget funding goals budget staff")]);
        var facts = await host.Database.FactsAsync<ProgrammeCardSaved>(programme);
        facts.Select(fact => (fact.Version, fact.Targets[0].Indicator, fact.Targets[0].Target_, fact.Targets.Count)).ShouldBe([(1, "coaching.persons-employed", 39, 1), (2, "coaching.persons-employed", 45, 1)]);
        (facts[0].Partners.ShouldHaveSingleItem().Organisation, facts[0].Budget.Sum(cost => cost.Cents), facts[0].Targets[0].Unit).ShouldBe((ReferralsHost.Kela, 10_000_000, "persons"));
    }

    [Fact]
    public async Task Those_who_take_part_see_all_of_it_and_others_the_public_part()
    {
        var programme = await OpenedAsync();
        await Owner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = Sample() });
        var get = new GetProgrammeCardRequest { Programme = programme };
        var partner = new ProgrammeCardsService.ProgrammeCardsServiceClient(host.As(Role.Referrer, ReferralsHost.Kela));

        (await partner.GetProgrammeCardAsync(get)).Card.ShouldBe((await Owner.GetProgrammeCardAsync(get)).Card);
        (await partner.ListProgrammeCardVersionsAsync(new ListProgrammeCardVersionsRequest { Programme = programme })).Versions.Count.ShouldBe(1);
        await partner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = Sample() }).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        await new ProgrammeCardsService.ProgrammeCardsServiceClient(host.As(Role.Manager, ReferralsHost.Kela))
            .SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = Sample() }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        foreach (var other in new[] { host.As(Role.Coordinator, ReferralsHost.Stranger), host.As(Role.Client, ReferralsHost.City, clientRef: Guid.NewGuid().ToString()), host.As(Role.Employer, ReferralsHost.Stranger) })
        {
            var card = (await new ProgrammeCardsService.ProgrammeCardsServiceClient(other).GetProgrammeCardAsync(get)).Card;
            var told = card.Details;
            (card.IsPartial, card.Note, card.Etag, told.TotalBudget, told.Budget.Count, told.Staff.Count).ShouldBe((true, "", "", null, 0, 0));
            told.Funding.ShouldAllBe(share => share.Amount == null && share.AmountWorkedOut == null && share.PercentHundredthsWorkedOut > 0);
            var result = told.Goals[0].Measures[0].Results[0];
            (result.Target, result.HasAchieved, result.AchievedOn, told.Partners.Count).ShouldBe((39, false, null, 2));
            card.Labels.ShouldNotContain(label => label.CodeSystem == "budget-kind" || label.CodeSystem == "staff-role");
            await new ProgrammeCardsService.ProgrammeCardsServiceClient(other)
                .GetProgrammeCardAsync(new GetProgrammeCardRequest { Programme = programme, Version = 2 }).ShouldFail(StatusCode.NotFound, "UNKNOWN_CARD_VERSION");
        }

        await new ProgrammeCardsService.ProgrammeCardsServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger))
            .ListProgrammeCardVersionsAsync(new ListProgrammeCardVersionsRequest { Programme = programme }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Owner.GetProgrammeCardAsync(new GetProgrammeCardRequest { Programme = "ei-ole" }).ShouldFail(StatusCode.NotFound, "UNKNOWN_PROGRAMME");
    }

    [Fact]
    public async Task Shares_may_be_percentages_and_a_closed_programmes_card_may_be_corrected()
    {
        var programme = await OpenedAsync();
        var card = Sample(told =>
        {
            (told.Funding[0].Amount, told.Funding[0].PercentHundredths) = (null, 3333);
            (told.Funding[1].Amount, told.Funding[1].PercentHundredths) = (null, 6667);
        });

        var saved = (await Owner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = card })).Card;
        saved.Details.Funding.Select(share => share.AmountWorkedOut.ToCents()).ShouldBe([3_333_000, 6_667_000]);

        await new ProgrammesService.ProgrammesServiceClient(host.As(Role.Manager, ReferralsHost.City)).CloseProgrammeAsync(new CloseProgrammeRequest { Programme = programme });
        card.WebPage = "https://example.fi/loppuraportti";
        (await Owner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = card, Note = "Loppuraportti" })).Card.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Two_versions_at_once_are_two_versions()
    {
        var programme = await OpenedAsync();
        await Owner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = Sample() });

        var saved = await Task.WhenAll(Enumerable.Range(1, 4).Select(async at =>
            (await Owner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = Sample(card => card.WebPage = $"https://example.fi/{at}"), Note = "Sivu" })).Card.Version));

        saved.ShouldBe([2, 3, 4, 5], ignoreOrder: true);
    }

    [Theory]
    [InlineData("details.funding", "SHARES_DO_NOT_ADD_UP")]
    [InlineData("details.funding[0].percent_hundredths", "SHARES_MIXED")]
    [InlineData("details.funding[0].amount", "MONEY_INVALID")]
    [InlineData("details.total_budget", "FIELD_REQUIRED")]
    [InlineData("details.budget", "BUDGET_DOES_NOT_ADD_UP")]
    [InlineData("details.budget[0].year", "YEAR_OUTSIDE_TERM")]
    [InlineData("details.budget[2].kind", "UNKNOWN_CODE")]
    [InlineData("details.partners", "VALUE_TWICE")]
    [InlineData("details.partners[1].name", "FIELD_REQUIRED")]
    [InlineData("details.partners[1].organisation", "UNKNOWN_ORGANISATION")]
    [InlineData("details.goals[0].name", "FIELD_REQUIRED")]
    [InlineData("details.goals[0].measures[0].responsible", "NOT_A_PARTNER")]
    [InlineData("details.goals[0].measures[0].results[0].indicator", "UNKNOWN_INDICATOR")]
    [InlineData("details.goals[0].measures[0].results[0].due_on", "DAY_BEFORE_START")]
    [InlineData("details.goals[0].measures[0].results[0].achieved_on", "DAY_IN_FUTURE")]
    [InlineData("details.goals[0].measures[0].results[1].name", "FIELD_REQUIRED")]
    [InlineData("details.staff[0].organisation", "NOT_A_PARTNER")]
    [InlineData("details.staff[0].to_day", "PERIOD_INVALID")]
    public async Task A_wrong_card_is_refused_by_field_and_reason(string field, string reason)
    {
        var programme = await OpenedAsync();
        var card = Sample();
        var measure = card.Goals[0].Measures[0];
        switch (field)
        {
            case "details.funding": card.Funding[0].Amount = 7_000_001L.ToMoney(); break;
            case "details.funding[0].percent_hundredths": card.Funding[0].PercentHundredths = 7000; break;
            case "details.funding[0].amount": card.Funding[0].Amount.Nanos = 1; break;
            case "details.total_budget": card.TotalBudget = null; break;
            case "details.budget": card.Budget.RemoveAt(1); break;
            case "details.budget[0].year": card.Budget[0].Year = 2025; break;
            case "details.budget[2].kind": card.Budget[2].Kind = "coffee"; break;
            case "details.partners": card.Partners.Add(card.Partners[0].Clone()); break;
            case "details.partners[1].name": card.Partners[1].Name = ""; break;
            case "details.partners[1].organisation": card.Partners[1].Organisation = "9000001-1"; break;
            case "details.goals[0].name": card.Goals[0].Name = new TranslatedText(); break;
            case "details.goals[0].measures[0].responsible": measure.Responsible = ReferralsHost.Stranger; break;
            case "details.goals[0].measures[0].results[0].indicator": measure.Results[0].Indicator = "coaching.happiness"; break;
            case "details.goals[0].measures[0].results[0].due_on": measure.Results[0].DueOn.Year = 2019; break;
            case "details.goals[0].measures[0].results[0].achieved_on": measure.Results[0].AchievedOn.Year = 2090; break;
            case "details.goals[0].measures[0].results[1].name": measure.Results[1].Name = null; break;
            case "details.staff[0].organisation": card.Staff[0].Organisation = ReferralsHost.Stranger; break;
            case "details.staff[0].to_day": (card.Staff[0].FromDay, card.Staff[0].ToDay) = (new() { Year = 2027, Month = 1, Day = 2 }, new() { Year = 2027, Month = 1, Day = 1 }); break;
        }

        (await Owner.SaveProgrammeCardAsync(new SaveProgrammeCardRequest { Programme = programme, Details = card }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
    }

    private async Task<string> OpenedAsync()
    {
        var code = "hanke-" + Guid.NewGuid().ToString("N")[..12];
        await new ProgrammesService.ProgrammesServiceClient(host.As(Role.Manager, ReferralsHost.City)).OpenProgrammeAsync(new OpenProgrammeRequest
        {
            Programme = code,
            Name = "Esimerkkihanke",
            FromDay = new() { Year = 2026, Month = 1, Day = 1 },
            ToDay = new() { Year = 2028, Month = 12, Day = 31 },
        });
        return code;
    }
}
