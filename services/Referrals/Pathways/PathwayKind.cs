using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>How pathways change: by whom a step may be, what is written and shown.</summary>
internal sealed class PathwayKind(
    PathwayView view, UnitOfWork unitOfWork, ClientRelations relations, AgreedRows agreements, IBusinessClock clock)
    : AggregateKind<Pathway, Proto.Pathway>(unitOfWork)
{
    protected override Guid? ClientOf(Pathway found) => found.ClientId;

    // Who gives one step has no say in another.
    protected override async ValueTask<Relation> RelationAsync(Pathway found, Guid? part, Call call)
    {
        var held = found.RelationOf(call.Caller, await relations.OfAsync(found.ClientId, found.Organisation, call)) & ~Relation.NamedParticipant;
        return part is { } stepId && found.Step(stepId).Organisation == call.Caller.Organisation && !found.Step(stepId).IsMistake
            ? held | Relation.NamedParticipant
            : held;
    }

    // Nor does it learn who is at work there.
    protected override bool TellsWho(Pathway found, Guid changed, Relation relation, Call call) =>
        (relation & ~Relation.NamedParticipant) != Relation.None || changed == found.Id || found.Step(changed).Organisation == call.Caller.Organisation;

    protected override async ValueTask<Pathway> WriteAsync(Commit commit, Pathway? before, Change<Pathway> change)
    {
        var now = change.Now.Settled(clock.Today);
        if (before is null)
        {
            commit.Add(PathwayStore.PathwayRow.Insert(now)).OnViolation(PathwayStore.OpenIndex, PathwayErrors.AlreadyOpen);
        }
        else
        {
            commit.Change(before, PathwayStore.PathwayRow.Update(now));
        }

        foreach (var step in now.Steps)
        {
            var was = before?.Steps.FirstOrDefault(other => other.Id == step.Id);
            if (was is null)
            {
                commit.Add(PathwayStore.PathwayStepRow.Insert(step, now.Id, now.Organisation));
            }
            else if (was != step)
            {
                commit.Add(PathwayStore.PathwayStepRow.Update(step));
            }
        }

        PathwayTimers.Set(commit, before, now, await agreements.InAsync(commit, now.Municipality));
        foreach (var fact in PathwayFacts.Between(before, now, clock.Today))
        {
            commit.Fact(fact, now.ClientId.ToString());
        }

        commit.Transition(change.Transition);
        return now;
    }

    protected override ValueTask<Proto.Pathway> ShowAsync(Pathway now, Relation relation, Call call) => view.Of(now, call, relation);
}
