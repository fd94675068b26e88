namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How cases change, and what others are told of it.</summary>
internal sealed class CaseKind(CaseView view, CaseRelations relations, UnitOfWork unitOfWork) : AggregateKind<TeamCase, Case>(unitOfWork)
{
    protected override Guid? ClientOf(TeamCase found) => found.Client.Id;

    protected override ValueTask<Relation> RelationAsync(TeamCase found, Guid? part, Call call) => relations.OfAsync(found, call);

    protected override ValueTask<TeamCase> WriteAsync(Commit commit, TeamCase? before, Change<TeamCase> change)
    {
        var now = change.Now;
        var client = now.Client.Id.ToString();
        if (before is null)
        {
            commit
                .Add(CaseStore.TeamCaseRow.Insert(now))
                .OnViolation(CaseStore.DirectIndex, () => CaseErrors.AlreadyOpen(now.Id))
                .Fact(CaseFacts.Opened(now), client);
        }
        else
        {
            commit.Change(before, CaseStore.TeamCaseRow.Update(now));
        }

        if (!ReferenceEquals(before?.Invitations ?? [], now.Invitations))
        {
            commit.Add(CaseStore.ForgetInvitations(now));
            foreach (var invitation in now.Invitations)
            {
                commit.Add(CaseStore.InvitationRow.Insert(invitation, now.Id));
            }
        }

        if (now.State == CaseState.EnteredInError && before?.State != now.State)
        {
            commit.Fact(CaseFacts.Mistaken(now, FinnishTime.DayOf(commit.OccurredAt)), client);
        }
        else if (before is { ClosedOn: null } && now.State == CaseState.Closed)
        {
            commit.Fact(CaseFacts.Closed(now), client);
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Case> ShowAsync(TeamCase now, Relation relation, Call call) => view.OfAsync(now, relation, call);
}
