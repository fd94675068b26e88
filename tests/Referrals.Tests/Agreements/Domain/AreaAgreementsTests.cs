using CsCheck;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Referrals.Tests.Agreements.Domain;

public sealed class AreaAgreementsTests
{
    private static readonly DateOnly today = new(2026, 3, 2);

    [Fact]
    public void The_municipality_goes_before_its_county_and_both_before_the_default()
    {
        var area = Area([Limit("task-reply", 3, today)], [Limit("task-reply", 9, today.AddDays(-30)), Limit("pathway-escalation", 8, today)]);

        TimeLimits.LastDay("task-reply", today, area).ShouldBe(FinnishCalendar.AddBusinessDays(today, 3));
        TimeLimits.LastDay("task-reply", today.AddDays(-1), area).ShouldBe(FinnishCalendar.AddBusinessDays(today.AddDays(-1), 9));
        TimeLimits.LastDay("task-reply", today.AddDays(-31), area).ShouldBe(TimeLimits.LastDay("task-reply", today.AddDays(-31), AreaAgreements.None));
        TimeLimits.LastDay("pathway-escalation", today, area).ShouldBe(FinnishCalendar.AddBusinessDays(today, 8));
    }

    [Fact]
    public void Over_the_defaults_a_row_replaces_adds_or_takes_away_and_no_key_comes_twice() =>
        Gen.Select(Gen.Int[0, 6].Array[0, 5], Gen.Int[0, 6].Array[0, 5], Gen.Bool).Sample((own, countys, isNone) =>
        {
            string[] defaults = ["0", "1", "2", "3"];
            var area = Area([.. own.Distinct().Select(key => Limit($"{key}", 1, today, isNone))], [.. countys.Distinct().Select(key => Limit($"{key}", 2, today))]);

            var all = area.Over(TimeLimits.Kind, today, defaults, key => key, row => row.Key).ToList();
            var gone = isNone ? own : [];
            return all.Distinct().Count() == all.Count
                && all.Order().SequenceEqual(defaults.Union(own.Concat(countys).Select(key => $"{key}")).Except(gone.Select(key => $"{key}")).Order());
        });

    [Fact]
    public void A_row_that_has_begun_only_ends_today_or_later()
    {
        var begun = Limit("task-reply", 3, today.AddDays(-1));
        var ahead = Limit("task-reply", 3, today.AddDays(1));

        Reason(() => begun.End(today.AddDays(-1), "x", today)).ShouldBe("DAY_IN_PAST");
        Reason(() => begun.End(null, "x", today)).ShouldBe("ROW_IN_FORCE");
        Reason(() => begun.Correct(new AgreedWords(false, "{}", today.AddDays(3), null, "x"), today)).ShouldBe("ROW_IN_FORCE");
        Reason(() => ahead.End(today, "x", today)).ShouldBe("DAY_BEFORE_START");
        begun.End(today, "päätös", today).ShouldSatisfyAllConditions(
            row => (row.ValidTo, row.Version, row.Source).ShouldBe((today, 2, "päätös")),
            row => Reason(() => row.End(today.AddDays(1), "x", today)).ShouldBe("ROW_ENDED"),
            row => row.StatusOn(today).ShouldBe(AgreedRowStatus.InForce),
            row => row.StatusOn(today.AddDays(1)).ShouldBe(AgreedRowStatus.Ended));
        ahead.End(null, "x", today).ShouldSatisfyAllConditions(
            row => row.StatusOn(today).ShouldBe(AgreedRowStatus.Withdrawn),
            row => Reason(() => row.End(null, "x", today)).ShouldBe("ROW_WITHDRAWN"));
        ahead.Correct(new AgreedWords(false, "{ \"timeLimit\": { \"businessDays\": 7 } }", today, null, "x"), today).Content().TimeLimit.BusinessDays.ShouldBe(7);
    }

    private static string Reason(Action refused) => Should.Throw<DomainException>(refused).Reason;

    private static AreaAgreements Area(params Agreement[][] levels) => new([.. levels.Select(rows => rows.ToLookup(row => (row.Kind, row.Key)))]);

    private static Agreement Limit(string key, int days, DateOnly from, bool isNone = false) => new()
    {
        Id = Guid.NewGuid(),
        Area = "698",
        Kind = TimeLimits.Kind,
        Key = key,
        IsNone = isNone,
        Text = $"{{ \"timeLimit\": {{ \"businessDays\": {days} }} }}",
        ValidFrom = from,
        ValidTo = null,
        Source = "Sopimus",
        RecordedBy = "",
        KnownFrom = DateTimeOffset.UnixEpoch,
    };
}
