using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>How assessments change, and what others are told of it.</summary>
internal sealed class AssessmentKind(PermissionState permissions, UnitOfWork unitOfWork, IBusinessClock clock)
    : AggregateKind<ClientAssessment, Assessment>(unitOfWork)
{
    protected override Guid? ClientOf(ClientAssessment found) => found.Client.Id;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(ClientAssessment found, Guid? part, Call call) =>
        (await permissions.RelationOfAsync(found.Client.Id, found.RelationOf(call.Caller), call))!.Value;

    protected override ValueTask<ClientAssessment> WriteAsync(Commit commit, ClientAssessment? before, Change<ClientAssessment> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(AssessmentStore.ClientAssessmentRow.Insert(now));
        }
        else
        {
            commit.Change(before, AssessmentStore.ClientAssessmentRow.Update(now));
        }

        foreach (var statement in now.Statements)
        {
            var was = before?.Statements.FirstOrDefault(other => other.Id == statement.Id);
            if (was is null) { commit.Add(AssessmentStore.GivenStatementRow.Insert(statement)); }
            else if (was != statement) { commit.Add(AssessmentStore.GivenStatementRow.Update(statement)); }
        }

        foreach (var application in now.Applications)
        {
            var was = before?.Applications.FirstOrDefault(other => other.Id == application.Id);
            if (was is null) { commit.Add(AssessmentStore.RestingApplicationRow.Insert(application)); }
            else if (was != application) { commit.Add(AssessmentStore.RestingApplicationRow.Update(application)); }
        }

        foreach (var fact in AssessmentFacts.Between(before, now))
        {
            commit.Fact(fact, now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Assessment> ShowAsync(ClientAssessment now, Relation relation, Call call) =>
        ValueTask.FromResult(AssessmentView.Of(now, AssessmentReader.Of(call.Caller, relation), clock.Today));
}
