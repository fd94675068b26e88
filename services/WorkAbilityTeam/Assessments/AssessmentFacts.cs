namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What is told of assessments: which leg ended, never what was found.</summary>
internal static class AssessmentFacts
{
    /// <summary>What the change from before to now tells.</summary>
    public static IEnumerable<IMessage> Between(ClientAssessment? before, ClientAssessment now)
    {
        var facets = Facets(now);
        if (before is null)
        {
            yield return new AssessmentOrdered
            {
                Assessment = facets,
                RepeatsAssessmentId = now.Repeats?.ToString() ?? "",
                OrderedOn = now.OrderedOn.ToDate(),
            };
        }
        else if (before.State == now.State && Corrected(before, now) is { } at)
        {
            yield return DayCorrected(before, now, at);
        }
        else
        {
            foreach (var leg in now.Legs.Where((leg, i) => leg.To is not null && (i >= before.Legs.Count || before.Legs[i].To is null)))
            {
                if (Ended(now, leg) is { } fact) { yield return fact; }
            }
        }

        foreach (var (application, was) in now.Applications.Select(one => (one, before?.Applications.FirstOrDefault(other => other.Id == one.Id))))
        {
            if (was?.State != application.State) { yield return Of(now, application, was); }
        }

        if (now.FollowUp is { } plan && before?.FollowUp != plan)
        {
            yield return new AssessmentFollowUpAgreed { Assessment = facets, AgreedOn = plan.AgreedOn.ToDate() };
        }

        if (now.IsCompleted && before?.IsCompleted == false)
        {
            yield return new AssessmentCompleted { Assessment = facets, Outcome = now.Outcome, CompletedOn = now.LastDay.ToDate() };
        }

        if (!now.IsUnderWay && before?.State != now.State)
        {
            yield return new AssessmentEnded { Assessment = facets, State = StateCode.Of(now.State), Reason = now.EndReason, EndedOn = now.LastDay.ToDate() };
        }
    }

    // The leg of whose kind it was ended by what the state now is.
    private static IMessage? Ended(ClientAssessment now, Leg leg)
    {
        var (facets, waited, day) = (Facets(now), leg.WaitedOn(leg.To!.Value), leg.To.Value.ToDate());
        return (leg.Kind, now.State) switch
        {
            (AssessmentLegKind.Information, AssessmentState.Ordered or AssessmentState.NotAttended) =>
                new AssessmentInformationCompleted { Assessment = facets, CompletedOn = day, WaitedBusinessDays = waited },
            (AssessmentLegKind.Appointment, AssessmentState.Attended or AssessmentState.NotAttended) => new AssessmentAttended
            {
                Assessment = facets,
                Attended = now.State == AssessmentState.Attended,
                OnDay = day,
                WaitedBusinessDays = waited,
            },
            (_, AssessmentState.Booked) =>
                new AssessmentBooked { Assessment = facets, BookedOn = day, WaitedBusinessDays = waited, InformationComplete = now.MissingParts.Length == 0 },
            (AssessmentLegKind.Statement, AssessmentState.Stated) => new StatementReceived
            {
                Assessment = facets,
                StatementId = now.LastStatement!.Id.ToString(),
                Number = now.LastStatement.Number,
                StatementType = now.LastStatement.Type,
                AuthorOrganisation = now.LastStatement.AuthorOrganisation,
                StatedOn = day,
                WaitedBusinessDays = waited,
            },
            (AssessmentLegKind.Judgement, AssessmentState.Sufficient or AssessmentState.Insufficient) => new StatementJudged
            {
                Assessment = facets,
                StatementId = now.LastStatement!.Id.ToString(),
                StatementType = now.LastStatement.Type,
                AuthorOrganisation = now.LastStatement.AuthorOrganisation,
                Sufficient = now.State == AssessmentState.Sufficient,
                Reason = now.LastStatement.InsufficiencyReason,
                JudgedOn = day,
            },
            _ => null,
        };
    }

    private static IMessage Of(ClientAssessment now, RestingApplication application, RestingApplication? was) => application.State switch
    {
        ApplicationState.Filed => new ApplicationFiled
        {
            Assessment = Facets(now),
            ApplicationId = application.Id.ToString(),
            StatementType = application.StatementType,
            ApplicationType = application.Type,
            Addressee = application.Addressee,
            FiledOn = application.FiledOn.ToDate(),
        },
        ApplicationState.Appealed =>
            new DecisionAppealed { Assessment = Facets(now), ApplicationId = application.Id.ToString(), AppealedOn = application.AppealedOn!.Value.ToDate() },
        _ => new DecisionReceived
        {
            Assessment = Facets(now),
            ApplicationId = application.Id.ToString(),
            StatementType = application.StatementType,
            ApplicationType = application.Type,
            Addressee = application.Addressee,
            Decision = StateCode.Of(application.Decision),
            DecidedOn = application.DecidedOn!.Value.ToDate(),
            WaitedBusinessDays = application.Leg.WaitedOn(application.DecidedOn.Value),
            ProposedResult = AssessmentType.ProposedResult(application.Type, application.Decision, application.FiledOn),
            OnAppeal = was?.State == ApplicationState.Appealed,
        },
    };

    // Where a day was moved: the leg that ended on it, 0 for the first day; null when none was.
    private static int? Corrected(ClientAssessment before, ClientAssessment now)
    {
        if (before.Legs.Count != now.Legs.Count)
        {
            return null;
        }

        if (before.OrderedOn != now.OrderedOn)
        {
            return 0;
        }

        for (var i = 0; i < now.Legs.Count; i++)
        {
            if (before.Legs[i].To is { } was && now.Legs[i].To is { } to && was != to) { return i + 1; }
        }

        return null;
    }

    private static AssessmentDayCorrected DayCorrected(ClientAssessment before, ClientAssessment now, int number) => new()
    {
        Assessment = Facets(now),
        Leg = number == 0 ? "ordered" : StateCode.Of(now.Legs[number - 1].Kind),
        LegNumber = number,
        FromDay = (number == 0 ? before.OrderedOn : before.Legs[number - 1].To!.Value).ToDate(),
        ToDay = (number == 0 ? now.OrderedOn : now.Legs[number - 1].To!.Value).ToDate(),
    };

    private static AssessmentFacets Facets(ClientAssessment assessment) => new()
    {
        AssessmentId = assessment.Id.ToString(),
        Client = assessment.Client.Facets(),
        Organisation = assessment.Organisation,
        Type = assessment.Type,
        CaseId = assessment.CaseId?.ToString() ?? "",
        TaskId = assessment.TaskId?.ToString() ?? "",
        ReferralId = assessment.ReferralId?.ToString() ?? "",
        Performer = assessment.Performer,
        Purchased = assessment.Purchase is not null,
    };
}
