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
        bool IsOfTask(PathwayStep step) => step.OfTask is { } task && task.Id == service.TaskId;
        // Where a person has ended the step of the service's task, the service has no other.
        if (!pathway.IsOpen || pathway.Steps.Any(step => step.Follows == service.Id || (IsOfTask(step) && !step.IsOpen)))
        {
            return null;
        }

        var on = service.On < pathway.OpenedOn ? pathway.OpenedOn : service.On;
        var fitting = pathway.Steps.Where(step => IsOfTask(step) || Is(step, service, mayLearn)).OrderByDescending(IsOfTask).ToList();
        var underWay = fitting.FirstOrDefault(step => step.Status == PathwayStepStatus.Started && step.Follows.Length == 0);
        if (underWay is not null)
        {
            // A person was quicker: the step now knows what ends it.
            return (
                pathway.With(underWay with { Follows = service.Id, Organisation = service.Organisation }),
                new Transition("pathway-step", underWay.Id, "started", "started", ServiceDefaults.FinnishTime.StartOf(on)));
        }

        var planned = fitting.FirstOrDefault(step => step.Status == PathwayStepStatus.Planned);
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
                OfTask = service.TaskId is { } id ? new StepTask(id, IsMade: true) : null,
            };
            pathway = pathway.Add(planned);
        }

        var ofTask = IsOfTask(planned) ? planned.OfTask! with { DidStart = true } : planned.OfTask;
        pathway = pathway.With(planned with { Follows = service.Id, Organisation = service.Organisation, OfTask = ofTask });
        return pathway.Do(new StepChange(PathwayStepAction.StartPathwayStep, planned.Id, on));
    }

    /// <summary>The service ended, and with it the step that followed it.</summary>
    public static (Pathway Pathway, Transition Transition)? Ended(Pathway pathway, FollowedService service, string outcome)
    {
        var step = pathway.Steps.FirstOrDefault(step => step.Follows == service.Id && step.Status == PathwayStepStatus.Started);
        if (!pathway.IsOpen || step is null)
        {
            return null;
        }

        var ending = step with { OfTask = step.OfTask is { } task && task.Id == service.TaskId ? task with { DidEnd = true } : step.OfTask };
        var on = service.On < step.StartedOn ? step.StartedOn.Value : service.On;
        return pathway.With(ending).Do(new StepChange(PathwayStepAction.EndPathwayStep, step.Id, on) { Reason = outcome });
    }

    // That somebody is another authority's client is confidential: a step that names the organisation was agreed with the client.
    private static bool Is(PathwayStep step, FollowedService service, bool mayLearn) =>
        step.Service == service.Service && (step.OfTask is null || service.TaskId is null)
        && (step.Organisation == service.Organisation || (step.Organisation.Length == 0 && mayLearn));
}

/// <summary>A case or a coaching at another service.</summary>
internal sealed record FollowedService(string Id, Guid ClientId, string Organisation, string Service, string Phase, DateOnly On)
{
    /// <summary>The referral's task that opened it.</summary>
    public Guid? TaskId { get; init; }

    public static FollowedService OfCase(string id, string taskId, string clientId, string organisation, DateOnly on) =>
        new(id, Guid.Parse(clientId), organisation, ServiceCodes.WorkAbilityTeam, "mapping", on) { TaskId = Ids.Optional(taskId) };

    public static FollowedService OfCoaching(string id, string clientId, string organisation, DateOnly on) =>
        new(id, Guid.Parse(clientId), organisation, ServiceCodes.JobCoaching, "training-and-employment", on);
}
