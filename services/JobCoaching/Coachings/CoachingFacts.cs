using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>What others are told of a coaching.</summary>
internal static class CoachingFacts
{
    /// <summary>What changed, each thing by its own fact.</summary>
    public static IEnumerable<IMessage> Of(Coaching? before, Coaching now, Transition transition)
    {
        if (now.State != before?.State)
        {
            yield return State(before, now, FinnishTime.DayOf(transition.EffectiveAt));
        }

        if (before is not null && before.Coaches.Count > 0 && now.Coaches.Count > before.Coaches.Count)
        {
            yield return new CoachAssigned
            {
                CoachingId = now.Id.ToString(),
                ClientId = now.Client.Id.ToString(),
                Organisation = now.Organisation,
                Coach = now.Coach,
                FromDay = now.Coaches[^1].From.ToDate(),
            };
        }

        if (before is { JobSearchStartedOn: null } && now.JobSearchStartedOn is { } search)
        {
            yield return new JobSearchStarted
            {
                CoachingId = now.Id.ToString(),
                ClientId = now.Client.Id.ToString(),
                Organisation = now.Organisation,
                StartedOn = search.ToDate(),
            };
        }

        if (before is not null && before.HasInWorkSupport != now.HasInWorkSupport)
        {
            yield return Support(now);
        }
    }

    public static CoachingContactLogged Logged(CoachContact contact, Coaching coaching) => new()
    {
        ContactId = contact.Id.ToString(),
        CoachingId = coaching.Id.ToString(),
        ClientId = coaching.Client.Id.ToString(),
        Party = contact.Party switch
        {
            ContactParty.Client => "client",
            ContactParty.Employer => "employer",
            _ => "network",
        },
        EmployerId = contact.EmployerId?.ToString() ?? "",
        Mode = contact.Mode,
        Minutes = contact.Minutes,
        MatchesWishes = contact.MatchesWishes,
        ContactedOn = contact.On.ToDate(),
        Purpose = contact.Purpose,
    };

    public static CoachingContactEnteredInError Mistaken(CoachContact contact, Coaching coaching) => new()
    {
        ContactId = contact.Id.ToString(),
        CoachingId = coaching.Id.ToString(),
        ClientId = coaching.Client.Id.ToString(),
    };

    private static IMessage State(Coaching? before, Coaching now, DateOnly day) => (before?.State, now.State) switch
    {
        (CoachingState.Open, CoachingState.Started) => Started(now),
        (CoachingState.Paused, CoachingState.Started) => new CoachingResumed
        {
            CoachingId = now.Id.ToString(),
            ClientId = now.Client.Id.ToString(),
            Organisation = now.Organisation,
            ResumedOn = day.ToDate(),
        },
        (_, CoachingState.Started) => Returned(now),
        (_, CoachingState.Paused) => new CoachingPaused
        {
            CoachingId = now.Id.ToString(),
            ClientId = now.Client.Id.ToString(),
            Organisation = now.Organisation,
            FromDay = now.Pauses[^1].From.ToDate(),
        },
        (_, CoachingState.Ended) => Ended(now),
        (_, CoachingState.EnteredInError) => Mistaken(now, day),
        _ => Opened(now),
    };

    private static CoachingOpened Opened(Coaching coaching) => new()
    {
        CoachingId = coaching.Id.ToString(),
        MeasureId = Text(coaching.MeasureId),
        CaseId = Text(coaching.CaseId),
        TaskId = Text(coaching.TaskId),
        Referrer = coaching.ReferredBy.Fact(),
        Client = coaching.Client.Facets(),
        Organisation = coaching.Organisation,
        OpenedOn = coaching.OpenedOn.ToDate(),
    };

    private static CoachingStarted Started(Coaching coaching) => new()
    {
        CoachingId = coaching.Id.ToString(),
        Client = coaching.Client.Facets(),
        Organisation = coaching.Organisation,
        Coach = coaching.Coach,
        Model = coaching.Model,
        StartedOn = coaching.StartedOn?.ToDate(),
        CaseId = Text(coaching.CaseId),
        MeasureId = Text(coaching.MeasureId),
        TaskId = Text(coaching.TaskId),
        Referrer = coaching.ReferredBy.Fact(),
    };

    private static CoachingEnded Ended(Coaching coaching) => new()
    {
        CoachingId = coaching.Id.ToString(),
        Client = coaching.Client.Facets(),
        Organisation = coaching.Organisation,
        Outcome = coaching.Outcome,
        EndedOn = coaching.EndedOn?.ToDate(),
        CaseId = Text(coaching.CaseId),
        MeasureId = Text(coaching.MeasureId),
        TaskId = Text(coaching.TaskId),
    };

    private static CoachingReturned Returned(Coaching coaching) => new()
    {
        CoachingId = coaching.Id.ToString(),
        ClientId = coaching.Client.Id.ToString(),
        Organisation = coaching.Organisation,
        ReturnedOn = coaching.ReturnedOn?.ToDate(),
        CaseId = Text(coaching.CaseId),
        MeasureId = Text(coaching.MeasureId),
        TaskId = Text(coaching.TaskId),
    };

    private static CoachingEnteredInError Mistaken(Coaching coaching, DateOnly day) => new()
    {
        CoachingId = coaching.Id.ToString(),
        ClientId = coaching.Client.Id.ToString(),
        Organisation = coaching.Organisation,
        Reason = coaching.ErrorReason,
        EnteredOn = day.ToDate(),
        CaseId = Text(coaching.CaseId),
        MeasureId = Text(coaching.MeasureId),
        TaskId = Text(coaching.TaskId),
    };

    private static IMessage Support(Coaching now) => now.HasInWorkSupport
        ? new InWorkSupportStarted
        {
            CoachingId = now.Id.ToString(),
            ClientId = now.Client.Id.ToString(),
            Organisation = now.Organisation,
            FromDay = now.InWorkSupports[^1].From.ToDate(),
        }
        : new InWorkSupportEnded
        {
            CoachingId = now.Id.ToString(),
            ClientId = now.Client.Id.ToString(),
            Organisation = now.Organisation,
            ToDay = now.InWorkSupports[^1].To?.ToDate(),
        };
}
