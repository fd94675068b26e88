using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What one reader sees of a plan.</summary>
internal static class PlanView
{
    public static Plan Of(SupportPlan plan, PlanReader reader)
    {
        var version = plan.Current;
        var message = new Plan
        {
            PlanId = plan.Id.ToString(),
            CaseId = plan.CaseId.ToString(),
            ClientId = plan.ClientId.ToString(),
            Organisation = plan.Organisation,
            Version = version.Number,
            State = plan.State,
            EndedOn = plan.EndedOn?.ToDate(),
            MadeOn = version.MadeOn.ToDate(),
            RecordedAt = version.RecordedAt.ToTimestamp(),
            SomethingWithheld = !reader.ReadsAll,
        };
        message.Sections.AddRange(version.Body.SectionList.Where(reader.Reads).Select(Section));
        message.StatutoryLinks.AddRange(version.Body.LinkList.Where(reader.Reads).Select(link => Link(link, version.MadeOn)));
        foreach (var measure in version.Measures)
        {
            var life = plan.Life(measure.Id);
            if (reader.Reads(life))
            {
                message.Measures.Add(Measure(measure));
                if (life is not null) { message.Progress.Add(Progress(life)); }
            }
        }

        if (reader.ReadsCore)
        {
            message.Strengths = version.Body.Strengths;
            message.LegalBasis = version.Body.LegalBasis;
            message.Goals.AddRange(version.Body.GoalsWithIds.Select(goal => new Goal { Text = goal.Text, GoalId = goal.Id.ToString() }));
            message.ReviewOn = version.ReviewOn.ToDate();
        }

        if (version.Approval is { } approval)
        {
            message.Approval = Approval(approval, reader);
        }

        if (reader.ReadsAll)
        {
            AddWhole(message, plan);
            message.WrittenBy = reader.IsTeam ? version.WrittenBy : "";
        }

        return message;
    }

    public static PlanSummary Summary(SupportPlan plan) => new()
    {
        PlanId = plan.Id.ToString(),
        CaseId = plan.CaseId.ToString(),
        ClientId = plan.ClientId.ToString(),
        Organisation = plan.Organisation,
        State = plan.State,
        Version = plan.Current.Number,
        MadeOn = plan.Current.MadeOn.ToDate(),
        ReviewDueOn = plan.ReviewDueOn?.ToDate(),
        ClientAnswer = plan.Current.Answer,
    };

    public static PlanVersionSummary Summary(PlanVersion version) => new()
    {
        Version = version.Number,
        MadeOn = version.MadeOn.ToDate(),
        RecordedAt = version.RecordedAt.ToTimestamp(),
        ClientAnswer = version.Answer,
        CorrectionReason = version.CorrectionReason,
        Approved = version.Approval is not null,
    };

    // The etag counts the changes of all of it: only who reads all of it has one.
    private static void AddWhole(Plan message, SupportPlan plan)
    {
        var version = plan.Current;
        message.Etag = plan.Etag;
        message.EndReason = plan.EndReason;
        message.CorrectionReason = version.CorrectionReason;
        message.ClientAnswer = version.Answer;
        message.ClientComment = version.Comment;
        message.ReviewDueOn = plan.ReviewDueOn?.ToDate();
        message.Answers.AddRange(version.Answers.Select(Answer));
        message.Exemptions.AddRange(plan.Reviewing.Pauses.Select(pause => new ReviewExemption
        {
            FromDay = pause.From.ToDate(),
            UntilDay = pause.Until.ToDate(),
            Reason = pause.Reason,
        }));
        foreach (var review in plan.Reviewing.Reviews)
        {
            var shown = new PlanReview
            {
                ReviewId = review.Id.ToString(),
                ReviewedOn = review.On.ToDate(),
                Version = review.Version,
                Note = review.Note,
                NextReviewOn = review.Next?.ToDate(),
                ErrorReason = review.ErrorReason,
            };
            shown.Goals.AddRange(review.Goals.Select(goal => new RatedGoal
            {
                GoalId = goal.GoalId.ToString(),
                Attainment = goal.Attainment,
                Rater = goal.Rater,
                Comment = goal.Comment,
            }));
            message.Reviews.Add(shown);
        }
    }

    private static PlanApproval Approval(Approval approval, PlanReader reader)
    {
        var message = new PlanApproval { Profession = approval.Profession, ApprovedAt = approval.At.ToTimestamp() };
        if (reader.ReadsAll)
        {
            message.ApprovedBy = approval.By;
            message.Answers.AddRange(approval.Answers.Select(Answer));
        }

        return message;
    }

    private static PartAnswer Answer(AnsweredPart answer) => new()
    {
        PartId = answer.PartId.ToString(),
        Answer = answer.Answer,
        Comment = answer.Comment,
        AnsweredOn = answer.On.ToDate(),
    };

    private static PlanSection Section(OwnedSection section) => new()
    {
        SectionId = section.Id.ToString(),
        Kind = section.Kind,
        Organisation = section.Organisation,
        LegalBasis = section.LegalBasis,
        Scope = section.Scope,
        Text = section.Text,
    };

    private static StatutoryLink Link(PlanLink link, DateOnly day) => new()
    {
        LinkId = link.Id.ToString(),
        Kind = link.Kind,
        Organisation = link.Organisation,
        Owner = link.Owner,
        MadeOn = link.MadeOn?.ToDate(),
        Reference = link.Reference,
        Law = CodeSystem.Get("statutory-plan").Entries.First(entry => entry.Code == link.Kind && entry.IsValidOn(day)).Source,
    };

    private static Measure Measure(PlanMeasure measure) => new()
    {
        MeasureId = measure.Id.ToString(),
        Kind = measure.Kind,
        Provider = measure.Provider,
        Owner = measure.Owner,
        DueOn = measure.DueOn.ToDate(),
        Basis = measure.Basis,
        Text = measure.Text,
        Service = measure.Service,
        StatutoryPlan = measure.StatutoryPlan,
    };

    private static MeasureProgress Progress(MeasureLife life) => new()
    {
        MeasureId = life.Id.ToString(),
        State = life.State,
        Since = life.Since.ToDate(),
        Outcome = life.Outcome,
        CoachingId = life.CoachingId?.ToString() ?? "",
        ReferralId = life.ReferralId?.ToString() ?? "",
        TaskId = life.TaskId?.ToString() ?? "",
    };
}
