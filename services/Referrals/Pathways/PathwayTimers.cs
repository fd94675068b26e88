using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>When a pathway will be looked at by itself; kept as due work.</summary>
internal static class PathwayTimers
{
    public const string StuckKind = "pathway-stuck";
    public const string PeriodKind = "service-period-warning";

    /// <summary>Plans what differs from before.</summary>
    public static void Set(Commit commit, Pathway? before, Pathway now, AreaAgreements area)
    {
        var (was, next) = (before is null ? [] : Of(before, area), Of(now, area));
        foreach (var (work, at) in next)
        {
            if (!was.TryGetValue(work, out var then) || then != at)
            {
                commit.Due(work.Kind, work.Key, at);
            }
        }

        foreach (var work in was.Keys.Except(next.Keys))
        {
            commit.Settle(work.Kind, work.Key);
        }
    }

    private static Dictionary<(string Kind, string Key), DateTimeOffset> Of(Pathway pathway, AreaAgreements area)
    {
        var all = new Dictionary<(string, string), DateTimeOffset>();
        if (LookAgainAt(pathway, area) is { } at)
        {
            all[(StuckKind, pathway.Id.ToString())] = at;
        }

        foreach (var step in pathway.Steps.Where(step => step is { EndsWithoutNext: true, WarnedOn: null, PlannedEnd: not null }))
        {
            all[(PeriodKind, step.Id.ToString())] = FinnishTime.StartOf(TimeLimits.FirstDay("service-period-warning", step.PlannedEnd!.Value, area));
        }

        return all;
    }

    /// <summary>The day after the next action's; once stuck, when it is escalated.</summary>
    public static DateTimeOffset? LookAgainAt(Pathway pathway, AreaAgreements area) => pathway switch
    {
        { IsOpen: false } => null,
        { StuckSince: null, Next: { } next } => FinnishTime.StartOf(next.Day.AddDays(1)),
        { StuckSince: { } since, Escalation: 1 } => FinnishTime.StartOf(TimeLimits.LastDay("pathway-escalation", since, area).AddDays(1)),
        _ => null,
    };
}
