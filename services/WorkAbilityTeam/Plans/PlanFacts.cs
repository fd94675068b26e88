using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>What is told of plans.</summary>
internal static class PlanFacts
{
    /// <summary>What the change from before to now tells.</summary>
    public static IEnumerable<IMessage> Between(SupportPlan? before, SupportPlan now)
    {
        if (before?.Current.Number != now.Current.Number)
        {
            yield return now.Current.CorrectionReason.Length > 0 ? Corrected(now) : Made(now);
        }

        foreach (var life in now.Lives)
        {
            var was = before?.Life(life.Id);
            if (was is null)
            {
                yield return Agreed(life, now);
            }

            if (life.State != (was?.State ?? MeasureState.Proposed) && Told(life, was, now) is { } told)
            {
                yield return told;
            }
        }

        foreach (var told in Reviewing(before?.Reviewing ?? ReviewLog.Empty, before, now))
        {
            yield return told;
        }

        if (now.Current.Approval is { } approval && before?.Current.Number == now.Current.Number && before.Current.Approval is null)
        {
            yield return new PlanApproved
            {
                PlanId = now.Id.ToString(),
                Version = now.Current.Number,
                Client = Client(now),
                Organisation = now.Organisation,
                Profession = approval.Profession,
                ApprovedOn = FinnishTime.DayOf(approval.At).ToDate(),
            };
        }

        if (now.State != (before?.State ?? PlanState.Active))
        {
            yield return now.State == PlanState.Ended ? Ended(now) : InError(now);
        }
    }

    private static IEnumerable<IMessage> Reviewing(ReviewLog was, SupportPlan? before, SupportPlan now)
    {
        foreach (var review in now.Reviewing.Reviews)
        {
            var known = Array.Find(was.Reviews, one => one.Id == review.Id);
            if (known is null)
            {
                yield return Reviewed(review, before?.ReviewDueOn, now);
            }
            else if (known.ErrorReason != review.ErrorReason)
            {
                yield return new PlanReviewEnteredInError
                {
                    ReviewId = review.Id.ToString(),
                    PlanId = now.Id.ToString(),
                    ClientId = now.ClientId.ToString(),
                    Organisation = now.Organisation,
                    Reason = review.ErrorReason,
                };
            }
        }

        foreach (var pause in now.Reviewing.Pauses.Skip(was.Pauses.Length))
        {
            yield return new PlanReviewExempted
            {
                PlanId = now.Id.ToString(),
                Client = Client(now),
                Organisation = now.Organisation,
                Reason = pause.Reason,
                FromDay = pause.From.ToDate(),
                UntilDay = pause.Until.ToDate(),
            };
        }

        if (now.OverdueSince is { } since && since != before?.OverdueSince)
        {
            yield return new PlanReviewOverdue { PlanId = now.Id.ToString(), Client = Client(now), Organisation = now.Organisation, DueOn = since.ToDate() };
        }
    }

    private static PlanMade Made(SupportPlan plan) => new()
    {
        PlanId = plan.Id.ToString(),
        Version = plan.Current.Number,
        CaseId = plan.CaseId.ToString(),
        Client = Client(plan),
        Organisation = plan.Organisation,
        Goals = plan.Current.Body.Goals.Length,
        MadeOn = plan.Current.MadeOn.ToDate(),
    };

    private static PlanCorrected Corrected(SupportPlan plan) => new()
    {
        PlanId = plan.Id.ToString(),
        Version = plan.Current.Number,
        CorrectsVersion = plan.Current.Number - 1,
        Client = Client(plan),
        Organisation = plan.Organisation,
        Goals = plan.Current.Body.Goals.Length,
        Reason = plan.Current.CorrectionReason,
        MadeOn = plan.Current.MadeOn.ToDate(),
    };

    private static MeasureAgreed Agreed(MeasureLife measure, SupportPlan plan) => new()
    {
        MeasureId = measure.Id.ToString(),
        PlanId = plan.Id.ToString(),
        CaseId = plan.CaseId.ToString(),
        Client = Client(plan),
        Kind = measure.Kind,
        Provider = measure.Provider,
        Voluntary = measure.Voluntary,
        AgreedOn = plan.Current.MadeOn.ToDate(),
        Referrer = plan.Case!.ReferredBy.Fact(),
    };

    private static IMessage? Told(MeasureLife life, MeasureLife? was, SupportPlan plan) => life.State switch
    {
        MeasureState.Accepted => new MeasureAccepted
        {
            MeasureId = life.Id.ToString(),
            PlanId = plan.Id.ToString(),
            CaseId = plan.CaseId.ToString(),
            Client = Client(plan),
            Organisation = plan.Organisation,
            Kind = life.Kind,
            Provider = life.Provider,
            Service = life.Service,
            Voluntary = life.Voluntary,
            AcceptedOn = life.Since.ToDate(),
            Referrer = plan.Case!.ReferredBy.Fact(),
        },
        MeasureState.Declined => new MeasureDeclined
        {
            MeasureId = life.Id.ToString(),
            PlanId = plan.Id.ToString(),
            CaseId = plan.CaseId.ToString(),
            Client = Client(plan),
            Organisation = plan.Organisation,
            Kind = life.Kind,
            Provider = life.Provider,
            Withdrawn = was?.AcceptedOn is not null,
            Voluntary = life.Voluntary,
            DeclinedOn = life.Since.ToDate(),
        },
        MeasureState.Done or MeasureState.Ended => new MeasureEnded
        {
            MeasureId = life.Id.ToString(),
            PlanId = plan.Id.ToString(),
            CaseId = plan.CaseId.ToString(),
            Client = Client(plan),
            Organisation = plan.Organisation,
            Kind = life.Kind,
            Provider = life.Provider,
            Done = life.State == MeasureState.Done,
            Outcome = life.Outcome,
            EndedOn = life.Since.ToDate(),
        },
        _ => null,
    };

    private static PlanReviewed Reviewed(HeldReview review, DateOnly? dueOn, SupportPlan plan)
    {
        var fact = new PlanReviewed
        {
            ReviewId = review.Id.ToString(),
            PlanId = plan.Id.ToString(),
            Version = review.Version,
            Client = Client(plan),
            Organisation = plan.Organisation,
            DueOn = dueOn?.ToDate(),
            ReviewedOn = review.On.ToDate(),
        };
        // The five steps are told as what they mean: from two below what was expected to two above.
        fact.Goals.AddRange(review.Goals.Select(goal => new ReviewedGoal
        {
            GoalId = goal.GoalId.ToString(),
            Attainment = goal.Attainment - GoalAttainment.AsExpected,
            Rater = StateCode.Of(goal.Rater),
        }));
        return fact;
    }

    private static PlanEnded Ended(SupportPlan plan) => new()
    {
        PlanId = plan.Id.ToString(),
        CaseId = plan.CaseId.ToString(),
        Client = Client(plan),
        Organisation = plan.Organisation,
        Reason = plan.EndReason,
        EndedOn = plan.EndedOn!.Value.ToDate(),
    };

    private static PlanEnteredInError InError(SupportPlan plan) => new()
    {
        PlanId = plan.Id.ToString(),
        CaseId = plan.CaseId.ToString(),
        ClientId = plan.ClientId.ToString(),
        Organisation = plan.Organisation,
        Reason = plan.EndReason,
    };

    private static ClientFacets Client(SupportPlan plan) => plan.Case!.Facets();
}
