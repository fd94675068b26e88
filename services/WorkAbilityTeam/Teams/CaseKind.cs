namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How cases change, and what others are told of it.</summary>
internal sealed class CaseKind(UnitOfWork unitOfWork) : AggregateKind<TeamCase, Case>(unitOfWork)
{
    protected override Guid? ClientOf(TeamCase found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(TeamCase found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<TeamCase> WriteAsync(Commit commit, TeamCase? before, Change<TeamCase> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(CaseStore.TeamCaseRow.Insert(now)).Fact(Opened(now), now.Client.Id.ToString());
        }
        else
        {
            commit.Change(before, CaseStore.TeamCaseRow.Update(now));
        }

        if (before is { ClosedOn: null } && now.ClosedOn is not null)
        {
            commit.Fact(Closed(now), now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Case> ShowAsync(TeamCase now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());

    private static CaseOpened Opened(TeamCase teamCase) => new()
    {
        CaseId = teamCase.Id.ToString(),
        TaskId = teamCase.TaskId?.ToString() ?? "",
        ReferralId = teamCase.ReferralId?.ToString() ?? "",
        Client = teamCase.Facets(),
        Organisation = teamCase.Organisation,
        OpenedOn = teamCase.OpenedOn.ToDate(),
        Referrer = teamCase.ReferredBy.Fact(),
    };

    private static CaseClosed Closed(TeamCase teamCase) => new()
    {
        CaseId = teamCase.Id.ToString(),
        TaskId = teamCase.TaskId?.ToString() ?? "",
        Client = teamCase.Facets(),
        Organisation = teamCase.Organisation,
        Outcome = teamCase.Outcome,
        ClosedOn = teamCase.ClosedOn?.ToDate(),
    };
}
