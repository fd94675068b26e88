namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>How meetings change, with their agendas and what they agree on, and what others are told of it.</summary>
internal sealed class MeetingKind(MeetingView view, CaseRelations relations, UnitOfWork unitOfWork, IBusinessClock clock)
    : AggregateKind<Meeting, TeamMeeting>(unitOfWork)
{
    protected override async ValueTask<Relation> RelationAsync(Meeting found, Guid? part, Call call) => (await relations.OfAsync(found, call, part)).Held;

    protected override ValueTask<Meeting> WriteAsync(Commit commit, Meeting? before, Change<Meeting> change)
    {
        var (now, transition) = change;
        if (before is null)
        {
            commit.Add(MeetingStore.MeetingRow.Insert(now));
        }
        else
        {
            commit.Change(before, MeetingStore.MeetingRow.Update(now));
            foreach (var item in now.Agenda)
            {
                commit.LogChange(item.ClientId, now.ObjectType, now.Id);
            }
        }

        if (!ReferenceEquals(before?.Agenda ?? [], now.Agenda))
        {
            commit.Add(MeetingStore.ForgetAgenda(now));
            foreach (var item in now.Agenda)
            {
                commit.Add(MeetingStore.AgendaItemRow.Insert(item));
            }
        }

        commit.Transition(transition);
        var actions = ActionKind.Write(commit, before?.Actions ?? [], now.Actions, transition, clock);
        foreach (var (fact, keys) in MeetingFacts.Between(before, now, clock.Today))
        {
            commit.Fact(fact, keys);
        }

        return ValueTask.FromResult(now with { Actions = actions });
    }

    protected override ValueTask<TeamMeeting> ShowAsync(Meeting now, Relation relation, Call call) => ValueTask.FromResult(view.Of(now, relation, call));

    // Others than the team and the client only read.
    protected override bool TellsWho(Meeting found, Guid changed, Relation relation, Call call) => (relation & Relation.Owner) != 0;
}
