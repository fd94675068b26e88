using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>A client's work-ability support plan (työkyvyn tuen suunnitelma): its newest version; the older ones stay as they were.</summary>
internal sealed record SupportPlan : IAggregate<SupportPlan>
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public PlanState State { get; init; } = PlanState.Active;

    public DateOnly? EndedOn { get; init; }

    public string EndReason { get; init; } = "";

    /// <summary>When the next review is due, as far as is known today. Absent: none is.</summary>
    public DateOnly? ReviewDueOn { get; init; }

    /// <summary>The due day of which it was told that it had passed.</summary>
    public DateOnly? OverdueSince { get; init; }

    public ReviewLog Reviewing { get; init; } = ReviewLog.Empty;

    /// <summary>The version that was read: the newest, but for who asks for an older one.</summary>
    public PlanVersion Current { get; init; } = PlanVersion.None;

    /// <summary>Where every measure that the plan ever had stands.</summary>
    public IReadOnlyList<MeasureLife> Lives { get; init; } = [];

    /// <summary>The case, where facts are told.</summary>
    public TeamCase? Case { get; init; }

    /// <summary>Of the whole plan: an answer changes it too.</summary>
    public long Version { get; init; } = 1;

    public string ObjectType => "plan";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public SupportPlan At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None);

    public MeasureLife? Life(Guid measureId) => Lives.FirstOrDefault(life => life.Id == measureId);

    /// <summary>How its review stands on a day, from what had happened by then.</summary>
    public ScheduledReview ReviewOn(DateOnly day) => ReviewSchedule.On(Counted, EndedOn, day);

    /// <summary>The first version for a case.</summary>
    public static SupportPlan Begin(Guid id, TeamCase teamCase, PlanDraft draft, Func<Guid> newId, DateTimeOffset recordedAt) =>
        draft.CorrectionReason.Length > 0 ? throw PlanErrors.NothingToCorrect() : new SupportPlan
        {
            Id = id,
            CaseId = teamCase.Id,
            ClientId = teamCase.Client.Id,
            Organisation = teamCase.Organisation,
            Case = teamCase,
        }.With(draft, newId, recordedAt);

    /// <summary>A new version: parts named by id are kept, the others are new, those left out end.</summary>
    public SupportPlan Revise(PlanDraft draft, Func<Guid> newId, DateTimeOffset recordedAt)
    {
        MustAllow(PlanAction.WritePlan);
        return With(draft, newId, recordedAt);
    }

    /// <summary>What the row of this version's making says.</summary>
    public Transition Made(SupportPlan? before) =>
        new(
            ObjectType,
            Id,
            before is null ? "" : PlanVersion.Code(before.Current.Answer),
            PlanVersion.Code(Current.Answer),
            FinnishTime.StartOf(Current.MadeOn),
            Current.CorrectionReason);

    /// <summary>The client answers the newest version, once: every part that the client has not answered by itself is answered so.</summary>
    public (SupportPlan Plan, Transition Transition) Answer(int version, ClientAnswer answer, string comment, DateOnly day)
    {
        MustBeNewest(PlanAction.RecordClientAnswer, version);
        if (Current.Answer != ClientAnswer.Unspecified)
        {
            throw PlanErrors.AlreadyAnswered(this);
        }

        MustNotPrecedeVersion("answered_on", day);
        var open = Current.PartIds.Except(Current.Answers.Select(one => one.PartId)).ToArray();
        var answered = Answered([.. open.Select(id => new AnsweredPart(id, answer, "", day))], day, isWhole: true);
        var overall = answered.Current.Answer == ClientAnswer.Unspecified ? answer : answered.Current.Answer;
        return Told(answered with { Current = answered.Current with { Answer = overall, Comment = comment, AnsweredOn = day } }, day);
    }

    /// <summary>The client answers single parts of the newest version.</summary>
    public (SupportPlan Plan, Transition Transition) Answer(int version, IReadOnlyList<AnsweredPart> answers, DateOnly day)
    {
        MustBeNewest(PlanAction.AnswerPlanParts, version);
        MustNotPrecedeVersion("answered_on", day);
        for (var i = 0; i < answers.Count; i++)
        {
            if (!Current.PartIds.Contains(answers[i].PartId))
            {
                throw PlanErrors.PartUnknown(i);
            }
        }

        return Told(Answered(answers, day, isWhole: false), day);
    }

    public (SupportPlan Plan, Transition Transition) Start(Guid measureId, DateOnly day)
    {
        MustAllow(PlanAction.StartMeasure);
        return Moved(Known(measureId).Start("started_on", day), day);
    }

    public (SupportPlan Plan, Transition Transition) End(Guid measureId, string outcome, bool isDone, DateOnly day)
    {
        MustAllow(PlanAction.EndMeasure);
        return Moved(Known(measureId).End(outcome, isDone, "ended_on", day), day);
    }

    /// <summary>What a measure opened became something: it follows, as far as it still can.</summary>
    public (SupportPlan Plan, Transition Transition)? Follow(Guid measureId, Func<MeasureLife, MeasureLife> follow, DateOnly day)
    {
        if (Life(measureId) is not { } life || follow(life) is not { } now || now == life)
        {
            return null;
        }

        // What the plan ended, or left out, does not come back without it.
        var isReopened = life.IsOver && !now.IsOver;
        return isReopened && (State != PlanState.Active || Current.Body.Measures.All(measure => measure.Id != measureId)) ? null : Moved(now, day);
    }

    public (SupportPlan Plan, Transition Transition) Review(HeldReview review, DateOnly? next)
    {
        MustAllow(PlanAction.ReviewPlan);
        MustNotPrecedeVersion("reviewed_on", review.On);
        if (Reviewing.LastReview is { } last && review.On < last)
        {
            throw PlanErrors.DayBefore("reviewed_on", last);
        }

        for (var i = 0; i < review.Goals.Length; i++)
        {
            if (Current.Body.GoalsWithIds.All(goal => goal.Id != review.Goals[i].GoalId))
            {
                throw PlanErrors.GoalUnknown($"goals[{i}].goal_id");
            }
        }

        var log = Counted with
        {
            Reviews = [.. Counted.Reviews, review],
            Counts = [.. Counted.Counts, new ReviewCount(review.On, next, Current.LinkKinds, review.Id)],
        };
        return (this with { Reviewing = log }, Noted("reviewed", review.On));
    }

    public (SupportPlan Plan, Transition Transition) Exempt(ReviewPause pause)
    {
        MustAllow(PlanAction.ExemptReview);
        if (pause.From < Counted.Counts[0].On)
        {
            throw PlanErrors.DayBefore("from_day", Counted.Counts[0].On);
        }

        return (
            this with { Reviewing = Counted with { Pauses = [.. Counted.Pauses, pause] } },
            Noted("review-exempted", pause.From, pause.Reason));
    }

    public (SupportPlan Plan, Transition Transition) TakeBackReview(Guid reviewId, string reason, DateOnly day)
    {
        MustAllow(PlanAction.EnterReviewInError);
        var review = Array.Find(Counted.Reviews, one => one.Id == reviewId) ?? throw PlanErrors.ReviewUnknown();
        if (review.ErrorReason.Length > 0)
        {
            throw PlanErrors.ReviewInError(this);
        }

        var log = Counted with
        {
            Reviews = [.. Counted.Reviews.Select(one => one.Id == reviewId ? one with { ErrorReason = reason } : one)],
            Counts = [.. Counted.Counts.Where(count => count.ReviewId != reviewId)],
        };
        return (this with { Reviewing = log }, Noted("review-entered-in-error", day, reason));
    }

    public (SupportPlan Plan, Transition Transition) Approve(int version, Approval approval)
    {
        MustBeNewest(PlanAction.ApprovePlanVersion, version);
        if (Current.Approval is not null)
        {
            throw PlanErrors.AlreadyApproved(this);
        }

        if (Current.WrittenBy == approval.By)
        {
            throw PlanErrors.OwnVersion(this);
        }

        var approved = Current with { Approval = approval with { Answers = Current.Answers } };
        return (this with { Current = approved }, Noted("approved", FinnishTime.DayOf(approval.At)));
    }

    public (SupportPlan Plan, Transition Transition) End(string reason, string note, DateOnly day)
    {
        MustAllow(PlanAction.EndPlan);
        MustNotPrecedeVersion("ended_on", day);
        var ended = Closed(PlanState.Ended, day, reason);
        return (ended, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(ended.State), FinnishTime.StartOf(day), reason, note));
    }

    public (SupportPlan Plan, Transition Transition) EnterInError(string reason, DateOnly day)
    {
        MustAllow(PlanAction.EnterPlanInError);
        var ended = Closed(PlanState.EnteredInError, EndedOn ?? day, reason);
        return (ended, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(ended.State), FinnishTime.StartOf(day), reason));
    }

    /// <summary>Its day passed; null when it is not so, or was told already.</summary>
    public (SupportPlan Plan, Transition Transition)? PassDue(DateOnly today) =>
        State == PlanState.Active && ReviewOn(today) is { Standing: ReviewStanding.Overdue, DueOn: { } due } && due != OverdueSince
            ? (this with { OverdueSince = due }, Noted("review-overdue", due))
            : null;

    /// <summary>With what follows from the day: when the next review is due.</summary>
    public SupportPlan Settled(DateOnly today) => this with { ReviewDueOn = State == PlanState.Active ? ReviewOn(today).DueOn : null };

    // A plan of before this was kept counts from the version that is read.
    private ReviewLog Counted => Reviewing.Counts.Length > 0 ? Reviewing : Reviewing with
    {
        Counts = [new ReviewCount(Current.MadeOn, Current.ReviewOn, Current.LinkKinds, null)],
    };

    private SupportPlan With(PlanDraft draft, Func<Guid> newId, DateTimeOffset recordedAt)
    {
        var version = draft.AsVersion(Current, newId, recordedAt);
        var count = new ReviewCount(draft.MadeOn, draft.ReviewOn, version.LinkKinds, null);
        return this with
        {
            Current = version,
            Lives =
            [
                .. Continued(version),
                .. version.Measures.Where(measure => Life(measure.Id) is null).Select(measure => MeasureLife.Of(measure, this, version.MadeOn)),
            ],
            Reviewing = Current.Number == 0 ? new ReviewLog([count], [], []) : Counted with { Counts = [.. Counted.Counts, count] },
        };
    }

    private IEnumerable<MeasureLife> Continued(PlanVersion version) =>
        from life in Lives
        let kept = Array.Find(version.Measures, measure => measure.Id == life.Id)
        select kept is not null ? life with { Owner = kept.Owner, DueOn = kept.DueOn }
            : life.IsOver ? life
            : life.Drop("left-out", version.MadeOn);

    // What is over stays so when the whole version is answered.
    private SupportPlan Answered(IReadOnlyList<AnsweredPart> answers, DateOnly day, bool isWhole)
    {
        var lives = Lives.ToList();
        foreach (var answer in answers)
        {
            var at = lives.FindIndex(life => life.Id == answer.PartId);
            if (at >= 0 && !(isWhole && lives[at].IsOver))
            {
                lives[at] = lives[at].Answer(answer.Answer, day);
            }
        }

        return this with { Lives = lives, Current = Current.Answered(answers, day) };
    }

    private SupportPlan Closed(PlanState state, DateOnly day, string reason) => this with
    {
        State = state,
        EndedOn = day,
        EndReason = reason,
        Lives = [.. Lives.Select(life => life.IsOver ? life : life.Drop("plan-ended", day))],
    };

    private (SupportPlan Plan, Transition Transition) Moved(MeasureLife now, DateOnly day)
    {
        var before = Life(now.Id)!;
        return (
            this with { Lives = [.. Lives.Select(life => life.Id == now.Id ? now : life)] },
            new Transition("measure", now.Id, StateCode.Of(before.State), StateCode.Of(now.State), FinnishTime.StartOf(day), now.Outcome));
    }

    private (SupportPlan Plan, Transition Transition) Told(SupportPlan now, DateOnly day) =>
        (now, new Transition(ObjectType, Id, PlanVersion.Code(Current.Answer), PlanVersion.Code(now.Current.Answer), FinnishTime.StartOf(day)));

    private Transition Noted(string what, DateOnly day, string reason = "") =>
        new(ObjectType, Id, StateCode.Of(State), what, FinnishTime.StartOf(day), reason);

    private MeasureLife Known(Guid measureId) => Life(measureId) ?? throw PlanErrors.MeasureUnknown("measure_id");

    private void MustAllow(PlanAction action)
    {
        if (PlanTable.BlockedBy(action, State) is { } blocked)
        {
            throw PlanErrors.Blocked(blocked, this);
        }
    }

    private void MustBeNewest(PlanAction action, int version)
    {
        MustAllow(action);
        if (version > Current.Number)
        {
            throw PlanErrors.VersionUnknown(Current.Number);
        }

        if (version < Current.Number)
        {
            throw PlanErrors.VersionSuperseded(this);
        }
    }

    private void MustNotPrecedeVersion(string field, DateOnly day)
    {
        if (day < Current.MadeOn)
        {
            throw PlanErrors.DayBefore(field, Current.MadeOn);
        }
    }
}
