using System.Text.RegularExpressions;
using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.Plans;

/// <summary>A plan read by each role shows exactly its sections; counts, lists, differences and pages tell nothing of the rest.</summary>
public sealed partial class PlanReadersTests(TeamHost host) : IClassFixture<TeamHost>
{
    private const string Health = "Terveysosan teksti";
    private const string Livelihood = "Toimeentulon teksti";

    [Fact]
    public async Task The_team_and_the_client_read_all_of_it()
    {
        var plan = await WrittenAsync();

        foreach (var reader in new[] { host.Plans, As(Role.Client, TeamHost.City, plan.ClientId) })
        {
            var seen = (await reader.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan;
            (seen.SomethingWithheld, seen.Sections.Count, seen.Goals.Count, seen.Measures.Count, seen.StatutoryLinks.Count).ShouldBe((false, 2, 1, 3, 1));
            seen.Answers.ShouldContain(answer => answer.Comment == "Asiakkaan oma kommentti");
            seen.StatutoryLinks[0].Law.ShouldBe("Act 381/2023");
        }
    }

    [Fact]
    public async Task Whom_the_client_opened_the_plan_to_reads_its_core_and_accepted_measures_and_no_more()
    {
        var plan = await WrittenAsync();
        await GrantAsync(plan, "work-ability-plan");

        var seen = (await As(Role.Coach, TeamHost.Stranger).GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan;

        (seen.SomethingWithheld, seen.Strengths, seen.Goals.Count, seen.StatutoryLinks.Count).ShouldBe((true, plan.Strengths, 1, 1));
        seen.Sections.ShouldHaveSingleItem().Text.ShouldBe(Livelihood);
        seen.Measures.Select(measure => measure.MeasureId).ShouldBe([plan.Measures[0].MeasureId]);
        NothingOfTheClients(seen);
    }

    [Fact]
    public async Task A_scope_opens_its_sections_alone_and_a_prohibition_closes_what_all_opened()
    {
        var plan = await WrittenAsync();
        await GrantAsync(plan, "health-conclusions");
        var reader = As(Role.Referrer, TeamHost.Stranger);

        var seen = (await reader.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan;
        (seen.Sections.ShouldHaveSingleItem().Text, seen.Strengths, seen.Goals.Count, seen.Measures.Count).ShouldBe((Health, "", 0, 0));

        await GrantAsync(plan, "all");
        (await reader.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan.Sections.Count.ShouldBe(2);
        Tell(plan, "health-conclusions", "prohibition");
        await Eventually.Holds(async () => (await reader.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan.Sections.Count == 1, "the section closes");
        (await reader.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan.Sections[0].Text.ShouldBe(Livelihood);
    }

    [Fact]
    public async Task Who_provides_an_accepted_measure_or_owns_a_section_reads_that_alone()
    {
        var plan = await WrittenAsync();

        var provider = (await As(Role.Coach, TeamHost.City).GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan;
        provider.Measures.ShouldHaveSingleItem().MeasureId.ShouldBe(plan.Measures[0].MeasureId);
        (provider.Strengths, provider.Goals.Count, provider.Sections.Count, provider.SomethingWithheld).ShouldBe(("", 0, 0, true));
        NothingOfTheClients(provider);

        await host.Plans.AnswerPlanPartsAsync(new AnswerPlanPartsRequest { PlanId = plan.PlanId, Version = 1, Answers = { new PartAnswer { PartId = plan.Measures[0].MeasureId, Answer = ClientAnswer.Declined } } });
        await As(Role.Coach, TeamHost.City).GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task Differences_and_pages_tell_of_what_is_read_alone()
    {
        var (opened, plan) = await WrittenWithCaseAsync();
        await GrantAsync(plan, "work-ability-plan");
        var revision = Request(opened, plan.Measures);
        revision.Sections[0].Text = "Terveysosan uusi teksti";
        revision.Sections[0].SectionId = plan.Sections[0].SectionId;
        revision.Sections[1].SectionId = plan.Sections[1].SectionId;
        revision.StatutoryLinks[0].LinkId = plan.StatutoryLinks[0].LinkId;
        await host.Plans.WritePlanAsync(revision);
        var compare = new ComparePlanVersionsRequest { PlanId = plan.PlanId, FromVersion = 1, ToVersion = 2 };
        var other = As(Role.Coach, TeamHost.Stranger);

        var difference = (await host.Plans.ComparePlanVersionsAsync(compare)).Differences.ShouldHaveSingleItem();
        (difference.Part, difference.Change, difference.After).ShouldBe(("section", "changed", "Terveysosan uusi teksti"));
        (await other.ComparePlanVersionsAsync(compare)).Differences.ShouldBeEmpty();
        await As(Role.TeamMember, TeamHost.Stranger).ListPlanVersionsAsync(new ListPlanVersionsRequest { PlanId = plan.PlanId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        foreach (var language in new[] { "fi", "sv", "en" })
        {
            var page = (await other.GetPlanDocumentAsync(new GetPlanDocumentRequest { PlanId = plan.PlanId, Language = language })).Html;
            page.ShouldContain(Livelihood);
            foreach (var hidden in new[] { "Terveysosan", "kommentti", "Toimenpide kaksi", "Toimenpide kolme" }) { page.ShouldNotContain(hidden); }
        }
    }

    [Theory]
    [InlineData("fi", "Työkyvyn tuen suunnitelma", "Minun suunnitelmani")]
    [InlineData("sv", "Plan för stöd för arbetsförmågan", "Min plan")]
    [InlineData("en", "Work-ability support plan", "My plan")]
    public async Task The_page_says_the_plan_in_three_languages_and_plainly_to_the_client(string language, string title, string plain)
    {
        var (opened, _) = await WrittenWithCaseAsync();
        var plan = (await host.Plans.WritePlanAsync(new WritePlanRequest(Request(opened, [])) { Strengths = "<script>alert(1)</script> & vahva" })).Plan;

        var page = (await host.Plans.GetPlanDocumentAsync(new GetPlanDocumentRequest { PlanId = plan.PlanId, Language = language })).Html;
        var client = (await As(Role.Client, TeamHost.City, plan.ClientId).GetPlanDocumentAsync(new GetPlanDocumentRequest { PlanId = plan.PlanId, Language = language })).Html;

        page.ShouldContain($"<h1>{title}</h1>");
        client.ShouldContain($"<h1>{plain}</h1>");
        foreach (var html in new[] { page, client })
        {
            html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; vahva");
            html.ShouldContain($"<html lang=\"{language}\">");
            Tags().Matches(html).Sum(tag => tag.Value.StartsWith("</", StringComparison.Ordinal) ? -1 : 1).ShouldBe(0);
        }
    }

    private static void NothingOfTheClients(Plan seen)
    {
        (seen.ClientAnswer, seen.ClientComment, seen.Answers.Count, seen.Reviews.Count, seen.Exemptions.Count, seen.Etag, seen.WrittenBy)
            .ShouldBe((ClientAnswer.Unspecified, "", 0, 0, 0, "", ""));
        seen.Progress.Select(progress => progress.MeasureId).ShouldBe(seen.Measures.Select(measure => measure.MeasureId));
    }

    private async Task<Plan> WrittenAsync() => (await WrittenWithCaseAsync()).Plan;

    // The client accepts the first measure, declines the second, and has not answered the third.
    private async Task<(Case Opened, Plan Plan)> WrittenWithCaseAsync()
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(Request(
            opened,
            [
                TeamHost.NewMeasure(),
                new Measure(TeamHost.NewMeasure("studies")) { Text = "Toimenpide kaksi" },
                new Measure(TeamHost.NewMeasure("peer-support", TeamHost.Stranger)) { Text = "Toimenpide kolme" },
            ]))).Plan;
        await host.Plans.AnswerPlanPartsAsync(new AnswerPlanPartsRequest
        {
            PlanId = plan.PlanId,
            Version = 1,
            Answers =
            {
                new PartAnswer { PartId = plan.Measures[0].MeasureId, Answer = ClientAnswer.Accepted },
                new PartAnswer { PartId = plan.Measures[1].MeasureId, Answer = ClientAnswer.Declined, Comment = "Asiakkaan oma kommentti" },
                new PartAnswer { PartId = plan.Sections[0].SectionId, Answer = ClientAnswer.Accepted },
                new PartAnswer { PartId = plan.Sections[1].SectionId, Answer = ClientAnswer.Accepted },
                new PartAnswer { PartId = plan.Goals[0].GoalId, Answer = ClientAnswer.Accepted },
            },
        });
        return (opened, plan);
    }

    private static WritePlanRequest Request(Case opened, IEnumerable<Measure> measures) => new(TeamHost.NewPlan(opened, [.. measures]))
    {
        Sections =
        {
            new PlanSection { Kind = "health", Organisation = TeamHost.County, LegalBasis = "health-care", Scope = "health-conclusions", Text = Health },
            new PlanSection { Kind = "livelihood", Organisation = TeamHost.County, LegalBasis = "social-welfare", Scope = "work-ability-plan", Text = Livelihood },
        },
        StatutoryLinks = { new StatutoryLink { Kind = "multisectoral-employment-plan", Organisation = TeamHost.County, Owner = "virkailija", MadeOn = TeamHost.Day(-30), Reference = "TYM-1" } },
        LegalBasis = "social-welfare",
    };

    private PlansService.PlansServiceClient As(Role role, string organisation, string clientId = "") =>
        new(clientId.Length > 0 ? host.As(role, organisation, "person", clientId) : host.As(role, organisation));

    private async Task GrantAsync(Plan plan, string scope)
    {
        var id = Tell(plan, scope, "consent");
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>($"SELECT count(*) FROM permission WHERE permission_id = '{id}'") == 1, "the permission is known");
    }

    private string Tell(Plan plan, string scope, string kind)
    {
        var granted = new PermissionGranted
        {
            PermissionId = TeamHost.Id(),
            ClientId = plan.ClientId,
            Kind = kind,
            Scope = scope,
            FromOrganisation = TeamHost.County,
            ToOrganisation = TeamHost.Stranger,
            ValidFrom = TeamHost.Today,
        };
        host.Sources.Tell("referrals", granted, plan.ClientId);
        return granted.PermissionId;
    }

    [GeneratedRegex("</?(?!meta|br|!)[a-z0-9]+[^>]*>")]
    private static partial Regex Tags();
}
