using Shouldly;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.ServiceDefaults;
using Xunit;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests.UseCases;

/// <summary>Caseloads never seen before come out as a count by hand.</summary>
public sealed class NaiveCountTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public async Task Every_indicator_of_random_caseloads_and_populations_is_what_a_count_by_hand_gives()
    {
        var dice = new Random(4711);
        var programmes = Enumerable.Range(0, 6).Select(i => $"random-{i}").ToList();
        var caseloads = programmes.Select((programme, i) => new RandomCaseload(i, programme)).ToList();
        var facts = caseloads.SelectMany(caseload => caseload.Draw()).ToList();
        await host.FeedAsync(facts);
        var merges = caseloads.SelectMany(caseload => caseload.Merges()).ToList();
        await host.FeedAsync(merges);
        var today = FinnishTime.DayOf(TimeProvider.System.GetUtcNow());

        for (var round = 0; round < 40; round++)
        {
            var population = new Population
            {
                Programme = dice.Next(4) == 0 ? "" : programmes[dice.Next(programmes.Count)],
                Municipality = dice.Next(3) == 0 ? RandomCaseload.Municipalities[dice.Next(2)] : "",
                Organisation = dice.Next(3) == 0 ? RandomCaseload.Organisations[dice.Next(2)] : "",
                FromDay = dice.Next(2) == 0 ? Day(2021, dice.Next(1, 13), dice.Next(1, 29)) : null,
                ToDay = dice.Next(2) == 0 ? Day(2022, dice.Next(1, 13), dice.Next(1, 29)) : null,
            };

            var counted = await host.AllFiguresAsync(population);

            var byHand = new NaiveCount(facts, merges, population, today).All();
            counted.Keys.ShouldBe(byHand.Keys, ignoreOrder: true);
            counted.Where(figure => figure.Value != byHand[figure.Key]).Select(figure => $"{population}\n{figure.Key}\n{figure.Value}\nby hand:\n{byHand[figure.Key]}").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Business_days_are_those_of_the_almanac()
    {
        for (var day = new DateOnly(2021, 1, 2); day.Year <= 2026; day = day.AddDays(1))
        {
            var added = await host.Database.ScalarAsync<int>($"SELECT (SELECT number FROM business_day WHERE day = '{day:yyyy-MM-dd}') - (SELECT number FROM business_day WHERE day = '{day.AddDays(-1):yyyy-MM-dd}')");
            added.ShouldBe(NaiveCalendar.IsBusinessDay(day) ? 1 : 0, $"{day:yyyy-MM-dd}");
            FinnishCalendar.IsBusinessDay(day).ShouldBe(NaiveCalendar.IsBusinessDay(day), $"{day:yyyy-MM-dd}");
        }

        NaiveCalendar.Between(new DateOnly(2024, 3, 28), new DateOnly(2024, 4, 3)).ShouldBe(2);
    }

    [Fact]
    public async Task The_tables_business_days_are_the_calendars_from_its_first_day_to_its_last()
    {
        var numbers = await host.Database.ScalarAsync<string>("SELECT string_agg(number::text, ' ' ORDER BY day) FROM business_day");

        var (day, before, wrong) = (new DateOnly(1990, 1, 1), 0, new List<DateOnly>());
        foreach (var number in numbers.Split(' ').Select(int.Parse))
        {
            if (number - before != (FinnishCalendar.IsBusinessDay(day) ? 1 : 0))
            {
                wrong.Add(day);
            }

            (day, before) = (day.AddDays(1), number);
        }

        wrong.ShouldBeEmpty();
        day.ShouldBe(new DateOnly(2101, 1, 1));
    }
}
