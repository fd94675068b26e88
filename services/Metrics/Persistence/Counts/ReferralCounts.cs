using static Tyokyky.Metrics.Persistence.Counts.Counting;

namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>Referrals and persons referred, apart; tasks.</summary>
internal static class ReferralCounts
{
    public static Dictionary<string, Func<Filter, Sql>> All { get; } = new()
    {
        ["referrals.all"] = filter => Rows(filter.Rows(Counted.Referrals)),
        ["referrals.persons"] = filter => Distinct("person", filter.Persons(Counted.Referrals)),
        ["referrals.by-sender-kind"] = filter => RowsBy("sender_kind", filter.Rows(Counted.Referrals)),
        ["referrals.persons-by-sender-kind"] = filter => PersonsBy("sender_kind", filter.Persons(Counted.Referrals)),
        ["referrals.by-reason"] = filter =>
            $"""
            SELECT 'reason=' || reason, count(DISTINCT referral_id), (SELECT count(*) FROM {filter.Rows(Counted.Referrals)} a)
            FROM {filter.Rows(Counted.Referrals)} r, unnest(reasons) AS reason GROUP BY reason
            """,
        ["referrals.persons-by-reason"] = filter =>
            $"""
            SELECT 'reason=' || reason, count(DISTINCT person), (SELECT count(DISTINCT person) FROM {filter.Persons(Counted.Referrals)} a)
            FROM {filter.Persons(Counted.Referrals)} r, unnest(reasons) AS reason GROUP BY reason
            """,
        ["referrals.persons-by-age-band"] = filter => PersonsBy("age_band", filter.Persons(Counted.Referrals)),
        ["tasks.all"] = filter => Rows(filter.Rows(Counted.Tasks)),
        ["tasks.by-service"] = filter => RowsBy("service", filter.Rows(Counted.Tasks)),
        ["tasks.by-service-and-status"] = filter =>
            $"""
            SELECT 'service=' || service || ',status=' || status, count(*), (sum(count(*)) OVER ())::bigint
            FROM {filter.Rows(Counted.Tasks)} r
            GROUP BY service, status
            """,
        ["tasks.by-outcome"] = filter => RowsBy("outcome", filter.Rows((Sql)$"(SELECT * FROM task WHERE status = 'completed')")),
        ["tasks.acknowledged"] = filter =>
            $"SELECT '', count(*) FILTER (WHERE acknowledged_day IS NOT NULL), count(*) FROM {filter.Rows(Counted.Tasks)} r WHERE ended_day IS NOT NULL",
    };
}
