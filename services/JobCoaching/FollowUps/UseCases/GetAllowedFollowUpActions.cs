using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>What the caller may do with a follow-up now and, for the rest, why not: from the table that the RPCs themselves check.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetAllowedFollowUpActions(Reader reader)
{
    public Task<GetAllowedFollowUpActionsResponse> Handle(GetAllowedFollowUpActionsRequest request, Call call)
    {
        var id = Guid.Parse(request.FollowUpId);
        return reader
            .Load(call, FollowUpStore.ById(id))
            .Authorize(followUp => new AuditSubject(followUp?.Client.Id, "follow-up", id), followUp => followUp?.RelationOf(call.Caller))
            .AnswerAsync((followUp, _) => ValueTask.FromResult(new GetAllowedFollowUpActionsResponse
            {
                State = followUp!.State,
                Actions = { Enum.GetValues<FollowUpAction>().Select(action => Tell(action, followUp)) },
                Etag = followUp.Etag,
            }));
    }

    // Whoever may ask this may do all of it.
    private static AllowedAction Tell(FollowUpAction action, ClientFollowUp followUp)
    {
        var blocked = FollowUpTable.BlockedBy(action, followUp.State);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked switch { null => "", "FOLLOW_UP_WITHDRAWN" => "nobody", _ => "owner" },
        };
    }
}
