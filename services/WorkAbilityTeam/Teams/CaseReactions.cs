namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>
/// A task for the work-ability team has a case of the receiver's team, one however often it is told: it closes when the task ends otherwise, is a mistake
/// when the task is, and another team's opens when the task moves there. A case shows the coachings that its plan led to. Whom a meeting named as case
/// manager, Referrals appoints or refuses.
/// </summary>
internal sealed class CaseReactions(CaseKind cases, NamingKind namings, TimeProvider time, IBusinessClock clock) : IReactions
{
    private const string Service = "work-ability-team";
    private const string Completed = "completed";
    private const string WithoutResult = "ended-without-result";
    private const string ReferredOn = "referred-on";
    private const string Mistake = "entered-in-error";

    // What ends a task beside its completing, and how its case has ended then.
    private static readonly Dictionary<string, string> endings = new()
    {
        ["cancelled"] = "cancelled",
        ["rejected"] = WithoutResult,
        ["failed"] = WithoutResult,
    };

    public FactReactions From(string source) => source switch
    {
        "referrals" => FactReactions
            .To<TaskRequested>("OpenCaseWhenTeamTaskSent", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel))
            .On<TaskTransferred>("MoveCaseWhenTaskTransferred", (fact, transaction, cancel) => MoveAsync(fact.Message, transaction, cancel))
            .On<TaskStatusChanged>("CloseCaseWhenTaskEnded", (fact, transaction, cancel) => CloseAsync(fact.Message, transaction, cancel))
            .On<CaseManagerAppointed>("FollowNamingWhenAppointed", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.NamingId, "", transaction, cancel))
            .On<CaseManagerNamingRefused>("FollowNamingWhenRefused", (fact, transaction, cancel) =>
                FollowAsync(fact.Message.NamingId, fact.Message.Reason, transaction, cancel)),
        "coaching" => FactReactions
            .To<CoachingOpened>("NoteCoachingWhenOpened", (fact, transaction, cancel) =>
                NoteAsync(Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "opened"), fact.Message.OpenedOn, transaction, cancel))
            .On<CoachingStarted>("NoteCoachingWhenStarted", (fact, transaction, cancel) =>
                NoteAsync(Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "started"), fact.Message.StartedOn, transaction, cancel))
            .On<CoachingEnded>("NoteCoachingWhenEnded", (fact, transaction, cancel) => NoteAsync(
                Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "ended", fact.Message.Outcome),
                fact.Message.EndedOn, transaction, cancel))
            .On<CoachingReturned>("NoteCoachingWhenReturned", (fact, transaction, cancel) =>
                NoteAsync(Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "started"), fact.Message.ReturnedOn, transaction, cancel))
            .On<CoachingEnteredInError>("NoteCoachingWhenMistaken", (fact, transaction, cancel) => NoteAsync(
                Known(fact.Message.CoachingId, fact.Message.CaseId, fact.Message.MeasureId, "entered-in-error"),
                fact.Message.EnteredOn, transaction, cancel)),
        _ => FactReactions.None,
    };

    private static DateOnly DayOf(Google.Protobuf.WellKnownTypes.Timestamp at) => FinnishTime.DayOf(at.ToDateTimeOffset());

    // A coaching that a referral's task opened belongs to no case.
    private static KnownCoaching? Known(string coachingId, string caseId, string measureId, string state, string outcome = "") =>
        caseId.Length > 0 ? new(Guid.Parse(coachingId), Guid.Parse(caseId), measureId, state, outcome) : null;

    private async Task OpenAsync(TaskRequested sent, FactTransaction tx, CancellationToken cancel)
    {
        if (sent.Service != Service || (await tx.ListAsync(CaseStore.ByTask(Guid.Parse(sent.TaskId)), cancel)).Count > 0)
        {
            return;
        }

        var asked = (Guid.Parse(sent.ReferralId), Guid.Parse(sent.TaskId));
        await OpenAsync(new(CountedClient.Of(sent.Client), ReferredBy.Of(sent.Referrer)), sent.Receiver, asked, DayOf(sent.RequestedAt), tx, cancel);
    }

    private async Task MoveAsync(TaskTransferred moved, FactTransaction tx, CancellationToken cancel)
    {
        if (moved.Service != Service || moved.From == moved.To)
        {
            return;
        }

        var (taskId, day) = (Guid.Parse(moved.TaskId), DayOf(moved.EffectiveAt));
        var known = await tx.ListAsync(CaseStore.ByTask(taskId), cancel);
        if (known.Count == 0 || known.Any(teamCase => teamCase.IsOpen && teamCase.Organisation == moved.To))
        {
            return;
        }

        await CloseAsync(known, ReferredOn, day, tx);
        await OpenAsync(new(known[^1].Client, known[^1].ReferredBy), moved.To, (Guid.Parse(moved.ReferralId), taskId), day, tx, cancel);
    }

    private async Task CloseAsync(TaskStatusChanged ended, FactTransaction tx, CancellationToken cancel)
    {
        // A task ends in more ways than a case.
        var outcome = ended.Status == Completed
            ? CodeSystem.Get("task-outcome").In("case-outcome", ended.Outcome) ?? WithoutResult
            : endings.GetValueOrDefault(ended.Status);
        if (ended.Service != Service || (outcome is null && ended.Status != Mistake))
        {
            return;
        }

        var known = await tx.ListAsync(CaseStore.ByTask(Guid.Parse(ended.TaskId)), cancel);
        if (outcome is null)
        {
            await MistakeAsync(known, ended.Reason, DayOf(ended.EffectiveAt), tx, cancel);
        }
        else
        {
            await CloseAsync(known, outcome, DayOf(ended.EffectiveAt), tx);
        }
    }

    // Marked as a mistake a task takes its cases along, whatever they were since.
    private async Task MistakeAsync(IEnumerable<TeamCase> known, string reason, DateOnly day, FactTransaction tx, CancellationToken cancel)
    {
        foreach (var teamCase in known.Where(teamCase => teamCase.State != CaseState.EnteredInError))
        {
            var (actions, invitations) = await tx.ManyAsync(ActionStore.OfCases(teamCase.Id), CaseStore.InvitationsOf(teamCase.Id), cancel);
            var before = teamCase with { Invitations = invitations! };
            var commit = tx.Commit();
            var (mistaken, transition) = before.EnterInError(reason, "", day, clock.Now);
            await cases.ApplyAsync(commit, before, (mistaken, transition));
            ActionKind.EnterInError(commit, actions!, transition, clock);
            await commit.SaveAsync();
        }
    }

    // The case whose closing completed the task is closed already.
    private async Task CloseAsync(IEnumerable<TeamCase> known, string outcome, DateOnly day, FactTransaction tx)
    {
        foreach (var teamCase in known.Where(teamCase => teamCase.IsOpen))
        {
            var commit = tx.Commit();
            await cases.ApplyAsync(commit, teamCase, teamCase.Close(outcome, "", day < teamCase.OpenedOn ? teamCase.OpenedOn : day));
            await commit.SaveAsync();
        }
    }

    private async Task OpenAsync(
        Sent sent, string organisation, (Guid ReferralId, Guid TaskId) asked, DateOnly openedOn, FactTransaction tx, CancellationToken cancel)
    {
        var teams = await tx.OneAsync(TeamStore.Serving(organisation, sent.Client.Municipality, openedOn), cancel);
        var teamCase = new TeamCase
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = sent.Client,
            ReferredBy = sent.By,
            Organisation = organisation,
            ReferralId = asked.ReferralId,
            TaskId = asked.TaskId,
            OpenedOn = openedOn,
            TeamId = teams is [var only] ? only : null,
        };
        var commit = tx.Commit();
        await cases.ApplyAsync(commit, null, (teamCase, teamCase.Opened()));
        await commit.SaveAsync();
    }

    private async Task FollowAsync(string namingId, string refusal, FactTransaction tx, CancellationToken cancel)
    {
        if (namingId.Length > 0 && await tx.OneAsync(NamingStore.ById(Guid.Parse(namingId)), cancel) is { } naming
            && naming.Follow(refusal, clock.Now) is { } followed)
        {
            var commit = tx.Commit();
            await namings.ApplyAsync(commit, naming, followed);
            await commit.SaveAsync();
        }
    }

    private async Task NoteAsync(KnownCoaching? coaching, Date on, FactTransaction tx, CancellationToken cancel)
    {
        if (coaching is null)
        {
            return;
        }

        var commit = tx.Commit().Add(CaseStore.Note(coaching));
        if (await tx.OneAsync(CaseStore.ById(coaching.CaseId), cancel) is { } teamCase)
        {
            await cases.ApplyAsync(commit, teamCase, teamCase.Note(coaching.State, FinnishTime.StartOf(on.ToDay())));
        }

        await commit.SaveAsync();
    }

    // The client, and who sent it.
    private sealed record Sent(CountedClient Client, ReferredBy By);
}
