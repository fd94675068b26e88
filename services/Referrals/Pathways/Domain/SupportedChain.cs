using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Needs;

namespace Tyokyky.Referrals.Pathways;

/// <summary>What a place beside the steps is: code of system "service" where there is one.</summary>
internal static class PlaceKinds
{
    public const string WorkTrial = "work-trial";
    public const string SubsidisedJob = "pay-subsidised-work";
    public const string SupportedJob = "supported-job";
    public const string OpenJob = "open-job";

    public static string OfJob(bool isSubsidised, bool isOpen) => isSubsidised ? SubsidisedJob : isOpen ? OpenJob : SupportedJob;

    /// <summary>The current activity of a client's situation, as a service; null: no place that chains are made of.</summary>
    public static string? OfActivity(string code) => code switch
    {
        "subsidised-work" => SubsidisedJob,
        "youth-workshop" => "workshop",
        "work-trial" or "rehabilitative-work" or "social-rehabilitation" => code,
        _ => null,
    };
}

/// <summary>A place on the client's way, recorded as a step, as a result of coaching, or in the situation.</summary>
/// <param name="StepId">Null: it is no step.</param>
internal sealed record WayPlace(string Kind, Guid? StepId, string Organisation, bool IsSupported, DateOnly StartedOn, DateOnly? EndedOn)
{
    /// <summary>What a step that has started is.</summary>
    public static WayPlace Of(PathwayStep step, AreaAgreements area) =>
        new(step.Service, step.Id, step.Organisation, SupportedPlaces.Has(step.Service, step.StartedOn!.Value, area), step.StartedOn.Value, step.EndedOn);

    /// <summary>What a job or a work trial is over its time: a job whose pay subsidy ends goes on in the open labour market, or wherever it is.</summary>
    /// <param name="subsidy">From which days it is subsidised or not, oldest first; the kind tells how it began.</param>
    public static IEnumerable<WayPlace> OfResult(
        string kind, string organisation, bool isOpen, DateOnly startedOn, DateOnly? endedOn, IEnumerable<(DateOnly From, bool IsSubsidised)> subsidy)
    {
        var part = new WayPlace(kind, null, organisation, kind != PlaceKinds.OpenJob, startedOn, endedOn);
        foreach (var (from, isSubsidised) in subsidy)
        {
            yield return part with { EndedOn = from.AddDays(-1) };
            var now = PlaceKinds.OfJob(isSubsidised, isOpen);
            part = new WayPlace(now, null, organisation, now != PlaceKinds.OpenJob, from, endedOn);
        }

        yield return part;
    }

    /// <summary>What the situation's entries say, as their controller recorded them.</summary>
    public static IEnumerable<WayPlace> Of(IEnumerable<DatedFact> situation, string controller, AreaAgreements area, DateOnly today) =>
        from fact in situation
        where fact.Kind == SituationKind.CurrentActivity && fact.From <= today
        let kind = PlaceKinds.OfActivity(fact.Code)
        where kind is not null
        select new WayPlace(kind, null, controller, SupportedPlaces.Has(kind, fact.From, area), fact.From, fact.To);

    /// <summary>Whether both tell of one thing: the same kind, at the same time.</summary>
    public bool IsSameAs(WayPlace other) =>
        Kind == other.Kind && StartedOn <= (other.EndedOn ?? DateOnly.MaxValue) && other.StartedOn <= (EndedOn ?? DateOnly.MaxValue);
}

/// <summary>The chain of supported places at the end of what has started, towards the open labour market.</summary>
/// <param name="Places">Oldest first.</param>
internal sealed record SupportedChain(IReadOnlyList<WayPlace> Places, DateOnly? OpenLabourMarketSince)
{
    /// <param name="beside">What was recorded otherwise than as a step; the first that tells of a thing is kept.</param>
    public static SupportedChain Of(IEnumerable<PathwayStep> steps, IEnumerable<WayPlace> beside, AreaAgreements area)
    {
        var way = new List<WayPlace>();
        var started = steps.Where(step => step.StartedOn is not null && !step.IsMistake).OrderBy(step => step.Number);
        foreach (var place in started.Select(step => WayPlace.Of(step, area)).Concat(beside))
        {
            // Coaching goes on beside a place: it is the support, and breaks no chain. A step may repeat another.
            if (place.Kind != ServiceCodes.JobCoaching && (place.StepId is not null || !way.Exists(place.IsSameAs)))
            {
                way.Add(place);
            }
        }

        way = [.. way.OrderBy(place => place.StartedOn)];
        var open = way.FindLastIndex(place => place.Kind == PlaceKinds.OpenJob);
        return new(
            [.. way.Skip(way.FindLastIndex(place => !place.IsSupported) + 1)],
            open > 0 && way.Take(open).Any(place => place.IsSupported) ? way[open].StartedOn : null);
    }
}
