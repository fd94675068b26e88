using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>How a pathway follows what another service tells: its steps start and end with the case or the coaching.</summary>
internal static class PathwayFollowing
{
    /// <summary>
    /// The service started. The step that waits for it starts; where none was planned, one is added, for what happens on the client's way
    /// belongs on it. Null when nothing changes, or when the pathway's organisation may not learn of it.
    /// </summary>
    public static (Pathway Pathway, Transition Transition)? Started(Pathway pathway, FollowedService service, bool mayLearn, DateOnly today, Guid newStepId)
    {
        if (!pathway.IsOpen || pathway.Steps.Any(step => step.Follows == service.Id))
        {
            return null;
        }

        var on = service.On < pathway.OpenedOn ? pathway.OpenedOn : service.On;
        var underWay = pathway.Steps.FirstOrDefault(
            step => step.Status == PathwayStepStatus.Started && step.Follows.Length == 0 && Is(step, service, mayLearn));
        if (underWay is not null)
        {
            // A person was quicker: the step now knows what ends it.
            return (
                pathway.With(underWay with { Follows = service.Id, Organisation = service.Organisation }),
                new Transition("pathway-step", underWay.Id, "started", "started", ServiceDefaults.FinnishTime.StartOf(on)));
        }

        var planned = pathway.Steps.FirstOrDefault(step => step.Status == PathwayStepStatus.Planned && Is(step, service, mayLearn));
        if (planned is null)
        {
            if (!mayLearn || pathway.Steps.Count >= Pathway.MostSteps)
            {
                return null;
            }

            planned = new PathwayStep
            {
                Id = newStepId,
                Number = pathway.Steps.Count + 1,
                Phase = service.Phase,
                Service = service.Service,
                AddedOn = on < today ? on : today,
            };
            pathway = pathway.Add(planned);
        }

        pathway = pathway.With(planned with { Follows = service.Id, Organisation = service.Organisation });
        return pathway.Do(new StepChange(PathwayStepAction.StartPathwayStep, planned.Id, on));
    }

    /// <summary>The service ended, and with it the step that followed it.</summary>
    public static (Pathway Pathway, Transition Transition)? Ended(Pathway pathway, FollowedService service, string outcome)
    {
        var step = pathway.Steps.FirstOrDefault(step => step.Follows == service.Id && step.Status == PathwayStepStatus.Started);
        return pathway.IsOpen && step is not null
            ? pathway.Do(
                new StepChange(PathwayStepAction.EndPathwayStep, step.Id, service.On < step.StartedOn ? step.StartedOn.Value : service.On) { Reason = outcome })
            : null;
    }

    // That somebody is another authority's client is confidential: a step that names the organisation was agreed with the client.
    private static bool Is(PathwayStep step, FollowedService service, bool mayLearn) =>
        step.Service == service.Service && (step.Organisation == service.Organisation || (step.Organisation.Length == 0 && mayLearn));
}

/// <summary>A case or a coaching at another service.</summary>
internal sealed record FollowedService(string Id, Guid ClientId, string Organisation, string Service, string Phase, DateOnly On)
{
    public static FollowedService OfCase(string id, string clientId, string organisation, DateOnly on) =>
        new(id, Guid.Parse(clientId), organisation, ServiceCodes.WorkAbilityTeam, "mapping", on);

    public static FollowedService OfCoaching(string id, string clientId, string organisation, DateOnly on) =>
        new(id, Guid.Parse(clientId), organisation, ServiceCodes.JobCoaching, "training-and-employment", on);
}
