namespace Tyokyky.JobCoaching.Coachings;

/// <summary>How coachings change, and what others are told of it.</summary>
internal sealed class CoachingKind(UnitOfWork unitOfWork) : AggregateKind<Coaching, Proto.Coaching>(unitOfWork)
{
    protected override Guid? ClientOf(Coaching found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(Coaching found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Coaching> WriteAsync(Commit commit, Coaching? before, Change<Coaching> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(CoachingStore.CoachingRow.Insert(now));
        }
        else
        {
            commit.Change(before, CoachingStore.CoachingRow.Update(now));
        }

        if (now.State != before?.State)
        {
            commit.Fact(FactOf(now), now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.Coaching> ShowAsync(Coaching now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());

    private static IMessage FactOf(Coaching coaching) => coaching.State switch
    {
        CoachingState.Started => new CoachingStarted
        {
            CoachingId = coaching.Id.ToString(),
            Client = coaching.Facets(),
            Organisation = coaching.Organisation,
            Coach = coaching.Coach,
            Model = coaching.Model,
            StartedOn = coaching.StartedOn?.ToDate(),
            Referrer = coaching.ReferredBy.Fact(),
            CaseId = coaching.CaseId.ToString(),
            MeasureId = coaching.MeasureId.ToString(),
        },
        CoachingState.Ended => new CoachingEnded
        {
            CoachingId = coaching.Id.ToString(),
            Client = coaching.Facets(),
            Organisation = coaching.Organisation,
            Outcome = coaching.Outcome,
            EndedOn = coaching.EndedOn?.ToDate(),
            CaseId = coaching.CaseId.ToString(),
            MeasureId = coaching.MeasureId.ToString(),
        },
        _ => new CoachingOpened
        {
            CoachingId = coaching.Id.ToString(),
            MeasureId = coaching.MeasureId.ToString(),
            CaseId = coaching.CaseId.ToString(),
            Client = coaching.Facets(),
            Organisation = coaching.Organisation,
            OpenedOn = coaching.OpenedOn.ToDate(),
            Referrer = coaching.ReferredBy.Fact(),
        },
    };
}
