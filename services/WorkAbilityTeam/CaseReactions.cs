namespace Tyokyky.WorkAbilityTeam.Reactions;

/// <summary>
/// A task for the work-ability team has a case of the receiver's team, one however often it is told; a case shows the coachings that its plan led to.
/// </summary>
internal sealed class CaseReactions(CaseKind cases, TimeProvider time) : IReactions
{
    private const string Service = "work-ability-team";

    public FactReactions From(string source) => source switch
    {
        "referrals" => FactReactions.To<TaskRequested>("OpenCaseWhenTeamTaskSent", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel)),
        "coaching" => FactReactions
            .To<CoachingOpened>("NoteCoachingWhenOpened", (fact, transaction, cancel) =>
                NoteAsync(Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "opened"), fact.Message.OpenedOn, transaction, cancel))
            .On<CoachingStarted>("NoteCoachingWhenStarted", (fact, transaction, cancel) =>
                NoteAsync(Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "started"), fact.Message.StartedOn, transaction, cancel))
            .On<CoachingEnded>("NoteCoachingWhenEnded", (fact, transaction, cancel) => NoteAsync(
                Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "ended", fact.Message.Outcome),
                fact.Message.EndedOn, transaction, cancel)),
        _ => FactReactions.None,
    };

    private static KnownCoaching Known(string coachingId, string caseId, string measureId, string state, string outcome = "") =>
        new(Guid.Parse(coachingId), Guid.Parse(caseId), measureId, state, outcome);

    private async Task OpenAsync(TaskRequested sent, FactTransaction tx, CancellationToken cancel)
    {
        if (sent.Service != Service || await tx.OneAsync(CaseStore.ByTask(Guid.Parse(sent.TaskId)), cancel) is not null)
        {
            return;
        }

        var teamCase = new TeamCase
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = new CountedClient(Guid.Parse(sent.Client.ClientId), sent.Client.AgeBand, sent.Client.Municipality, sent.Client.Programme),
            Organisation = sent.Receiver,
            ReferralId = Guid.Parse(sent.ReferralId),
            TaskId = Guid.Parse(sent.TaskId),
            OpenedOn = FinnishTime.DayOf(sent.RequestedAt.ToDateTimeOffset()),
        };
        var commit = tx.Commit();
        await cases.ApplyAsync(commit, null, (teamCase, teamCase.Opened()));
        await commit.SaveAsync();
    }

    private async Task NoteAsync(KnownCoaching coaching, Date on, FactTransaction tx, CancellationToken cancel)
    {
        var commit = tx.Commit().Add(CaseStore.Note(coaching));
        if (await tx.OneAsync(CaseStore.ById(coaching.CaseId), cancel) is { } teamCase)
        {
            await cases.ApplyAsync(commit, teamCase, teamCase.Note(coaching.State, FinnishTime.StartOf(on.ToDay())));
        }

        await commit.SaveAsync();
    }
}
