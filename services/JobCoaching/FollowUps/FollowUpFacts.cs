using Tyokyky.JobCoaching.Results;
using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>What is told of follow-ups.</summary>
internal static class FollowUpFacts
{
    /// <summary>What the change from before to now tells.</summary>
    public static IEnumerable<IMessage> Between(ClientFollowUp? before, ClientFollowUp now)
    {
        var facets = Facets(now);
        if (before is not null && now.Attempts.Count > before.Attempts.Count)
        {
            var last = now.Attempts[^1];
            yield return new FollowUpAttempted
            {
                FollowUp = facets,
                Attempt = now.Attempts.Count,
                Mode = last.Mode,
                Reached = last.Reached,
                OnDay = last.On.ToDate(),
            };
        }

        if (before is { FellDue: false } && now is { FellDue: true, NextAttemptOn: { } due })
        {
            yield return new FollowUpFellDue { FollowUp = facets, DueOn = due.ToDate() };
        }

        if (now.State == FollowUpState.Planned)
        {
            if (before?.State != now.State || before.DueOn != now.DueOn)
            {
                yield return new FollowUpScheduled { FollowUp = facets, DueOn = now.DueOn.ToDate() };
            }
        }
        else if (before!.State != now.State || before.CountedFrom != now.CountedFrom || (before.Situation, before.EndedOn) != (now.Situation, now.EndedOn))
        {
            yield return new FollowUpEnded { FollowUp = facets, State = StateCode.Of(now.State), Situation = now.Situation, OnDay = now.EndedOn?.ToDate() };
        }
    }

    private static FollowUpFacets Facets(ClientFollowUp followUp) => new()
    {
        FollowUpId = followUp.Id.ToString(),
        Client = followUp.Client.Facets(),
        Organisation = followUp.Organisation,
        ResultId = followUp.ResultId.ToString(),
        ResultType = ResultRules.Of(followUp.ResultType).Code,
        CoachingId = Text(followUp.CoachingId),
        Months = followUp.Months,
        CountedFrom = followUp.CountedFrom.ToDate(),
    };
}
