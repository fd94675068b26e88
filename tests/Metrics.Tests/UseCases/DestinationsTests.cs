using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests.UseCases;

public sealed class DestinationsTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public async Task The_published_table_comes_out_exactly()
    {
        await host.FeedAsync(PublishedCaseload.InProgramme("published"));

        var report = await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = new Population { Programme = "published", Municipality = "698" } });

        report.Rows.Select(row => $"{row.Row}: {row.Count} {row.Counted} of {row.Denominator} {row.DenominatorName} {row.Percent}").ShouldBe(
        [
            "company-unsubsidised: 22 relations of 62 all relations 35.5",
            "company-subsidised: 7 relations of 62 all relations 11.3",
            "company: 29 relations of 62 all relations 46.8",
            "municipality-unsubsidised: 12 relations of 62 all relations 19.4",
            "municipality-subsidised: 9 relations of 62 all relations 14.5",
            "municipality: 21 relations of 62 all relations 33.9",
            "third-sector-unsubsidised: 3 relations of 62 all relations 4.8",
            "third-sector-subsidised: 8 relations of 62 all relations 12.9",
            "third-sector: 11 relations of 62 all relations 17.7",
            "apprenticeship: 1 relations of 62 all relations 1.6",
            "all-relations: 62 relations of 62 all relations 100.0",
            "work-trial: 9 persons of 70 persons in coaching 12.9",
            "studies: 6 persons of 70 persons in coaching 8.6",
        ]);
        report.Rows.Select(row => row.Label).Take(3).ShouldBe(["company, without subsidy", "company, with pay subsidy", "company, together"]);
        (report.PersonsInCoaching, report.PersonsEmployed, report.Relations, report.Coaches).ShouldBe((70, 39, 62, 2));
        (report.EmploymentCoefficient, report.RelationCoefficient).ShouldBe(("0.56", "0.89"));
        report.Population.Programme.ShouldBe("published");
        report.AsOf.ToDictionary(position => position.Source, position => position.Position).ShouldBe(host.Sources.Heads, ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_figures_come_one_by_one_with_their_denominators()
    {
        await host.FeedAsync(PublishedCaseload.InProgramme("one-by-one"));
        var population = new Population { Programme = "one-by-one" };

        (await FigureAsync("coaching.employment-coefficient")).ShouldBe("39/70 0.56 coefficient");
        (await FigureAsync("coaching.relation-coefficient")).ShouldBe("62/70 0.89 coefficient");
        (await FigureAsync("coaching.studies-persons")).ShouldBe("6/70 8.6 percent");
        (await FigureAsync("coaching.studies-of-relations")).ShouldBe("6/62 9.7 percent");
        (await FigureAsync("coaching.work-trial-persons")).ShouldBe("9/70 12.9 percent");
        (await FigureAsync("coaching.persons")).ShouldBe("70/0 70 persons");
        (await FigureAsync("coaching.relations")).ShouldBe("62/0 62 relations");

        async Task<string> FigureAsync(string name)
        {
            var figure = (await host.Indicators.GetIndicatorAsync(new GetIndicatorRequest { Indicator = name, Population = population })).Figures.ShouldHaveSingleItem();
            return $"{figure.Numerator}/{figure.Denominator} {figure.Value} {figure.Unit}";
        }
    }

    [Fact]
    public async Task A_fact_told_twice_counts_once()
    {
        var facts = PublishedCaseload.InProgramme("twice");
        await host.FeedAsync([.. facts, .. facts]);

        var report = await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = new Population { Programme = "twice" } });

        (report.PersonsInCoaching, report.PersonsEmployed, report.Relations, report.Coaches).ShouldBe((70, 39, 62, 2));
    }

    [Fact]
    public async Task A_relation_without_a_destination_is_shown_and_counted()
    {
        var person = Person(programme: "unheard-of");
        await host.FeedAsync([Started(person, "coach"), Job(person, "moon-base", true), Job(person, "company", false)]);

        var report = await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = new Population { Programme = "unheard-of" } });

        report.Rows.Where(row => row.Count > 0).Select(row => (row.Row, row.Count, row.Percent)).ShouldBe(
            [("company-unsubsidised", 1, "50.0"), ("company", 1, "50.0"), ("all-relations", 2, "100.0"), ("unclassified-subsidised", 1, "50.0"), ("unclassified", 1, "50.0")]);
    }

    [Fact]
    public async Task A_sector_s_destination_is_that_of_the_day_on_which_the_job_began()
    {
        await host.Database.ExecuteAsync(
            """
            INSERT INTO sector_rollup (sector, destination, valid_from, valid_to, source) VALUES
              ('test-sector', 'municipality', '2000-01-01', '2021-12-31', 'test'), ('test-sector', 'third-sector', '2022-01-01', NULL, 'test')
            """);
        var person = Person(programme: "dated");
        await host.FeedAsync([Job(person, "test-sector", false, day: Day(2021, 12, 31)), Job(person, "test-sector", false, day: Day(2022, 1, 1)), Job(person, "test-sector", false, day: Day(2024, 1, 1))]);

        var report = await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = new Population { Programme = "dated" } });

        report.Rows.Single(row => row.Row == "municipality").Count.ShouldBe(1);
        report.Rows.Single(row => row.Row == "third-sector").Count.ShouldBe(2);
        // Jobs without anyone in coaching: no denominator, no figure.
        report.EmploymentCoefficient.ShouldBe("");
    }

    [Fact]
    public async Task Roll_ups_have_a_source_and_never_two_destinations_on_a_day()
    {
        (await host.Database.ScalarAsync<long>(
            """
            SELECT count(*) FROM sector_rollup a JOIN sector_rollup b ON a.sector = b.sector AND a.valid_from < b.valid_from
            WHERE a.valid_to IS NULL OR a.valid_to >= b.valid_from
            """)).ShouldBe(0);
        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM sector_rollup WHERE source = ''")).ShouldBe(0);
        foreach (var sector in Contracts.CodeSystem.Get("employer-sector").Entries)
        {
            (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM sector_rollup WHERE sector = '{sector.Code}' AND valid_from <= '{sector.ValidFrom:yyyy-MM-dd}'")).ShouldBe(1, sector.Code);
        }
    }

    [Fact]
    public async Task Bad_input_is_named()
    {
        await RefusedAsync(new Population { Municipality = "Kemi" }, "MUNICIPALITY_INVALID", "population.municipality");
        await RefusedAsync(new Population { FromDay = Day(2021, 2, 2), ToDay = Day(2021, 2, 1) }, "PERIOD_INVALID", "population.to_day");
        await RefusedAsync(new Population { FromDay = Day(2021, 2, 29) }, "DAY_INVALID", "population.from_day");
        await RefusedAsync(new Population { Organisation = "1234567-2" }, "BUSINESS_ID_INVALID", "population.organisation");
        await RefusedAsync(new Population { Programme = new string('x', 51) }, "TEXT_TOO_LONG", "population.programme");
        await host.Indicators.GetIndicatorAsync(new GetIndicatorRequest()).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        await host.Indicators.GetIndicatorAsync(new GetIndicatorRequest { Indicator = "coaching.happiness" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_INDICATOR");
        var foreign = await host.Indicators.GetIndicatorAsync(new GetIndicatorRequest { Indicator = "employers.contacts", Population = new Population { Programme = "x" } })
            .ShouldFail(StatusCode.InvalidArgument, "FILTER_NOT_APPLICABLE");
        foreign.Metadata["field"].ShouldBe("population.programme");

        async Task RefusedAsync(Population population, string reason, string field)
        {
            (await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = population }).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"].ShouldBe(field);
            await host.Indicators.GetIndicatorAsync(new GetIndicatorRequest { Indicator = "coaching.persons", Population = population }).ShouldFail(StatusCode.InvalidArgument, reason);
        }
    }
}
