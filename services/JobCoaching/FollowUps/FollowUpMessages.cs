using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Follow-ups as messages.</summary>
internal static class FollowUpMessages
{
    public static FollowUp ToMessage(this ClientFollowUp followUp) => new()
    {
        FollowUpId = followUp.Id.ToString(),
        ClientId = followUp.Client.Id.ToString(),
        Organisation = followUp.Organisation,
        ResultId = followUp.ResultId.ToString(),
        ResultType = followUp.ResultType,
        CoachingId = Text(followUp.CoachingId),
        Months = followUp.Months,
        CountedFrom = followUp.CountedFrom.ToDate(),
        DueOn = followUp.DueOn.ToDate(),
        NextAttemptOn = followUp.NextAttemptOn?.ToDate(),
        State = followUp.State,
        Owner = followUp.SeenToBy,
        Attempts =
        {
            followUp.Attempts.Select(attempt => new FollowUpAttempt { OnDay = attempt.On.ToDate(), Mode = attempt.Mode, Reached = attempt.Reached }),
        },
        MaxAttempts = followUp.MaxAttempts,
        Situation = followUp.Situation,
        Note = followUp.Note,
        EndedOn = followUp.EndedOn?.ToDate(),
        WithdrawalReason = followUp.WithdrawalReason,
        Etag = followUp.Etag,
    };
}
