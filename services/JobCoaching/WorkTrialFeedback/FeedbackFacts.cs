using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>What is told of feedback: levels, never what the host wrote.</summary>
internal static class FeedbackFacts
{
    /// <summary>What the change from before to now tells; null: nothing that others go by.</summary>
    public static IMessage? Between(HostFeedback? before, HostFeedback now)
    {
        if (before is { FellDue: false } && now is { FellDue: true, ReminderDueOn: { } due })
        {
            return new WorkTrialFeedbackReminderDue { Feedback = Facets(now), DueOn = due.ToDate() };
        }

        return (before?.State == now.State, now.State) switch
        {
            (true, _) => null,
            (_, WorkTrialFeedbackState.Requested) => new WorkTrialFeedbackRequested { Feedback = Facets(now), RequestedOn = now.RequestedOn.ToDate() },
            (_, WorkTrialFeedbackState.Answered) => new WorkTrialFeedbackAnswered
            {
                Feedback = Facets(now),
                Domains = { now.Answers.Select(answer => new DomainLevel { Domain = answer.Domain, Level = answer.Level }) },
                HostTrained = now.HostTrained,
                AnsweredOn = now.EndedOn?.ToDate(),
            },
            _ => new WorkTrialFeedbackEnded { Feedback = Facets(now), State = StateCode.Of(now.State), OnDay = now.EndedOn?.ToDate() },
        };
    }

    private static WorkTrialFeedbackFacets Facets(HostFeedback feedback) => new()
    {
        FeedbackId = feedback.Id.ToString(),
        Client = feedback.Client.Facets(),
        Organisation = feedback.Organisation,
        WorkTrialId = feedback.WorkTrialId.ToString(),
        CoachingId = Text(feedback.CoachingId),
        EmployerId = Text(feedback.EmployerId),
        FormVersion = feedback.FormVersion,
    };
}
