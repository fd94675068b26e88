using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>What is told of pathways.</summary>
internal static class PathwayFacts
{
    /// <summary>What the change from before to now tells.</summary>
    public static IEnumerable<Google.Protobuf.IMessage> Between(Pathway? before, Pathway now, DateOnly today)
    {
        if (before is null)
        {
            yield return new PathwayOpened
            {
                PathwayId = now.Id.ToString(),
                Client = Client(now),
                Organisation = now.Organisation,
                Template = now.Template,
                OpenedOn = now.OpenedOn.ToDate(),
            };
        }

        foreach (var step in now.Steps)
        {
            var was = before?.Steps.FirstOrDefault(other => other.Id == step.Id);
            if (was is not null && IsTakenBack(was, step))
            {
                yield return new PathwayStepCorrected
                {
                    StepId = step.Id.ToString(),
                    PathwayId = now.Id.ToString(),
                    ClientId = now.ClientId.ToString(),
                    Service = step.Service,
                    Status = StateCode.Of(step.Status),
                    CorrectedOn = today.ToDate(),
                };
            }

            if (step.StartedOn is not null && was?.StartedOn is null)
            {
                yield return Started(now, step, today);
            }

            if (step.Status is PathwayStepStatus.Ended && was?.Status != step.Status)
            {
                yield return new PathwayStepEnded
                {
                    StepId = step.Id.ToString(),
                    PathwayId = now.Id.ToString(),
                    ClientId = now.ClientId.ToString(),
                    Service = step.Service,
                    Phase = step.Phase,
                    Organisation = step.Organisation,
                    Outcome = step.Outcome,
                    EndedOn = step.EndedOn!.Value.ToDate(),
                };
            }

            if (step.WarnedOn is not null && was?.WarnedOn is null)
            {
                yield return new ServicePeriodEnding
                {
                    StepId = step.Id.ToString(),
                    PathwayId = now.Id.ToString(),
                    ClientId = now.ClientId.ToString(),
                    Service = step.Service,
                    Organisation = now.Organisation,
                    EndsOn = step.PlannedEnd!.Value.ToDate(),
                };
            }
        }

        if (now.StuckSince is { } since && (before?.StuckSince is null || before.Escalation != now.Escalation || before.StuckReason != now.StuckReason))
        {
            yield return new PathwayStuck
            {
                PathwayId = now.Id.ToString(),
                Client = Client(now),
                Organisation = now.Organisation,
                Reason = now.StuckReason,
                StuckSince = since.ToDate(),
                Escalation = now.Escalation,
            };
        }
        else if (now.StuckSince is null && before?.StuckSince is not null)
        {
            yield return new PathwayUnstuck
            {
                PathwayId = now.Id.ToString(),
                ClientId = now.ClientId.ToString(),
                Organisation = now.Organisation,
                UnstuckOn = today.ToDate(),
            };
        }

        if (now.ClosedOn is { } closed && before?.ClosedOn is null)
        {
            yield return new PathwayClosed
            {
                PathwayId = now.Id.ToString(),
                ClientId = now.ClientId.ToString(),
                Organisation = now.Organisation,
                Reason = now.CloseReason,
                ClosedOn = closed.ToDate(),
            };
        }
    }

    // Of what had been told.
    private static bool IsTakenBack(PathwayStep was, PathwayStep now) =>
        was.StartedOn is not null && was.Status != now.Status
        && (now.StartedOn is null || now.IsMistake || (was.Status, now.Status) is (PathwayStepStatus.Ended, PathwayStepStatus.Started));

    private static PathwayStepStarted Started(Pathway pathway, PathwayStep step, DateOnly today)
    {
        var wait = StepWait.Of(pathway, step, today);
        return new PathwayStepStarted
        {
            StepId = step.Id.ToString(),
            PathwayId = pathway.Id.ToString(),
            Client = Client(pathway),
            Service = step.Service,
            Phase = step.Phase,
            Organisation = step.Organisation,
            StartedOn = step.StartedOn!.Value.ToDate(),
            WaitingSince = wait.Since?.ToDate(),
            WaitedBusinessDays = wait.Waited,
            PausedBusinessDays = wait.Paused,
            Repeats = step.Repeats is not null,
        };
    }

    private static ClientFacets Client(Pathway pathway) => Facets.Of(
        pathway.ClientId.ToString(), AgeBands.On(pathway.BirthDate, pathway.OpenedOn), pathway.Municipality, pathway.Programme, pathway.Background);
}
