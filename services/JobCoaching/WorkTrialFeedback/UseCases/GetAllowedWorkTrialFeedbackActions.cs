using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>What the caller may do with a feedback now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetAllowedWorkTrialFeedbackActions(Reader reader)
{
    public Task<GetAllowedWorkTrialFeedbackActionsResponse> Handle(GetAllowedWorkTrialFeedbackActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.FeedbackId);
        return reader
            .Load(call, FeedbackStore.ById(id))
            .Authorize(found => new AuditSubject(found?.Client.Id, "work-trial-feedback", id), found => found?.RelationOf(call.Caller))
            .AnswerAsync((found, _) => ValueTask.FromResult(new GetAllowedWorkTrialFeedbackActionsResponse
            {
                State = found!.State,
                Actions = { FeedbackTable.OfCoaches.Select(action => Tell(action, found)) },
                Etag = found.Etag,
            }));
    }

    // Whoever may ask this may do all of it; what has ended so stays ended.
    private static AllowedAction Tell(FeedbackAction action, HostFeedback feedback)
    {
        var blocked = FeedbackTable.BlockedBy(action, feedback.State);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked is null ? "" : "nobody",
        };
    }
}
