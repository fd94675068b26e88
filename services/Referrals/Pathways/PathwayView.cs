using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Needs;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Pathways;

/// <summary>What one caller may see of a pathway: its organisation, the case manager and the client all of it, who gives a step that step.</summary>
internal sealed class PathwayView(OrganisationStore organisations, AgreedRows agreements, Database database, IBusinessClock clock)
{
    public async ValueTask<Proto.Pathway> Of(Pathway pathway, Call call, Relation ties)
    {
        var message = await Listed(pathway, call, ties);
        if (SeesAll(pathway, call, ties))
        {
            var learner = call.Caller.IsClient(pathway.ClientId) ? null : pathway.Organisation;
            string[] named = [.. pathway.Steps.Where(step => !step.IsMistake).Select(step => step.Organisation).Where(id => id.Length > 0).Distinct()];
            var (results, situation) = await database.ManyAsync(
                ResultPlaces.Of(pathway.ClientId, learner, named), ScreeningStore.FactsOf(pathway.ClientId, pathway.Organisation), call.Cancel);
            var area = agreements.In(pathway.Municipality);
            var beside = results!.SelectMany(places => places).Concat(WayPlace.Of(situation!, pathway.Organisation, area, clock.Today));
            var chain = SupportedChain.Of(pathway.Steps, beside, area);
            message.SupportedPlacesInARow = chain.Places.Count;
            message.SupportedPlaces.AddRange(chain.Places.Select(Place));
            message.OpenLabourMarketSince = chain.OpenLabourMarketSince?.ToDate();
        }

        return message;
    }

    /// <summary>As lists show it, without what is not read for them.</summary>
    public async ValueTask<Proto.Pathway> Listed(Pathway pathway, Call call, Relation ties)
    {
        var viewer = call.Caller.Organisation;
        var name = await organisations.NamesAsync(
            pathway.Steps.Select(step => step.Organisation).Append(pathway.Organisation).Where(id => id.Length > 0).Distinct(), call.Cancel);
        var canSanction = Voluntariness.CanSanction(await organisations.KindAsync(viewer, call.Cancel));
        var seesAll = SeesAll(pathway, call, ties);
        var message = Head(
            pathway,
            name(pathway.Organisation),
            pathway.Steps.Count == 0 ? pathway.ListedNext ?? pathway.Next : pathway.Next,
            canSanction && viewer != pathway.Organisation);
        foreach (var step in pathway.Steps.Where(step => seesAll || (step.Organisation == viewer && !step.IsMistake)))
        {
            message.Steps.Add(Step(pathway, step, name, canSanction && viewer != (step.Organisation.Length > 0 ? step.Organisation : pathway.Organisation)));
        }

        message.StepsWithheld = message.Steps.Count < pathway.Steps.Count;
        if (!seesAll && pathway.Next is { } next && message.Steps.All(step => step.StepId != next.StepId?.ToString()))
        {
            message.NextAction = null;
        }

        return message;
    }

    private static bool SeesAll(Pathway pathway, Call call, Relation ties) =>
        (pathway.RelationOf(call.Caller, ties) & (Relation.Owner | Relation.CaseManager | Relation.Client)) != 0;

    private static SupportedPlace Place(WayPlace place) => new()
    {
        Kind = place.Kind,
        StepId = place.StepId?.ToString() ?? "",
        Organisation = place.Organisation,
        StartedOn = place.StartedOn.ToDate(),
        EndedOn = place.EndedOn?.ToDate(),
    };

    private Proto.Pathway Head(Pathway pathway, string organisationName, PathwayNext? next, bool isWithheld) => new()
    {
        PathwayId = pathway.Id.ToString(),
        ClientId = pathway.ClientId.ToString(),
        Organisation = pathway.Organisation,
        OrganisationName = organisationName,
        Template = pathway.Template,
        Programme = pathway.Programme,
        OpenedOn = pathway.OpenedOn.ToDate(),
        ClosedOn = pathway.ClosedOn?.ToDate(),
        CloseReason = isWithheld ? "" : pathway.CloseReason,
        Owner = pathway.Owner,
        OwnerName = pathway.OwnerName,
        NextAction = next is null ? null : new NextAction
        {
            Kind = next.Kind,
            StepId = next.StepId?.ToString() ?? "",
            Service = next.Service,
            Text = isWithheld || next.StepId is not null ? "" : pathway.AgreedAction,
            Day = next.Day.ToDate(),
            DueInBusinessDays = FinnishCalendar.BusinessDaysBetween(clock.Today, next.Day),
        },
        StuckSince = pathway.StuckSince?.ToDate(),
        StuckReason = pathway.StuckReason,
        Escalation = pathway.Escalation,
        RecordedAt = pathway.RecordedAt.ToTimestamp(),
        Etag = pathway.Etag,
    };

    private Proto.PathwayStep Step(Pathway pathway, PathwayStep step, Func<string, string> name, bool isWithheld)
    {
        var wait = StepWait.Of(pathway, step, clock.Today);
        var message = new Proto.PathwayStep
        {
            StepId = step.Id.ToString(),
            Number = step.Number,
            TemplateStep = step.TemplateStep,
            Phase = step.Phase,
            Service = step.Service,
            Organisation = step.Organisation,
            OrganisationName = step.Organisation.Length > 0 ? name(step.Organisation) : "",
            Worker = step.Worker,
            WorkerName = step.WorkerName,
            RepeatsStepId = step.Repeats?.ToString() ?? "",
            IsReturn = step.IsReturn,
            Status = step.Status,
            PlannedStart = step.PlannedStart?.ToDate(),
            PlannedEnd = step.PlannedEnd?.ToDate(),
            StartedOn = step.StartedOn?.ToDate(),
            EndedOn = step.EndedOn?.ToDate(),
            Outcome = step.Status == PathwayStepStatus.Ended && !isWithheld ? step.Outcome : "",
            SkipReason = step.Status == PathwayStepStatus.Skipped && !isWithheld ? step.Outcome : "",
            IsPaused = step.Pause is not null,
            WaitingSince = wait.Since?.ToDate(),
            WaitedBusinessDays = wait.Waited,
            PausedBusinessDays = isWithheld ? 0 : wait.Paused,
            IsWaiting = wait is { IsOpen: true, Since: not null } && step.Status == PathwayStepStatus.Planned,
            EndWarnedOn = step.WarnedOn?.ToDate(),
            TaskId = step.OfTask?.Id.ToString() ?? "",
        };
        message.AfterStepIds.AddRange(step.After.Select(id => id.ToString()));
        message.Pauses.AddRange(step.Pauses.Select(pause => new PathwayPause
        {
            Reason = isWithheld ? "" : pause.Reason,
            FromDay = pause.From.ToDate(),
            ToDay = pause.To?.ToDate(),
            StopsWaiting = !isWithheld && pause.StopsWaiting,
        }));
        return message;
    }
}
