using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What one caller may see of an agreed action.</summary>
internal sealed class ActionView(IBusinessClock clock)
{
    public TeamAction Of(OwnedAction action, bool isCaseShown, Relation held, Call call)
    {
        var message = new TeamAction
        {
            ActionId = action.Id.ToString(),
            CaseId = isCaseShown ? action.CaseId.ToString() : "",
            ClientId = isCaseShown ? action.ClientId.ToString() : "",
            MeetingId = action.MeetingId.ToString(),
            Organisation = action.Organisation,
            Text = action.Text,
            Owner = action.Owner,
            OwnerOrganisation = action.OwnerOrganisation,
            IsClientsOwn = action.IsClientsOwn,
            AgreedOn = action.AgreedOn.ToDate(),
            DueOn = action.DueOn.ToDate(),
            State = action.State,
            IsOverdue = action.IsOverdue(clock.Today),
            RemindedOn = action.RemindedOn?.ToDate(),
            EndedOn = action.EndedOn?.ToDate(),
            EndReason = action.EndReason,
            Etag = action.Etag,
        };
        message.AllowedActions.AddRange(ActionTable.Callable.Select(what => Allowed(what, action, held, call)));
        return message;
    }

    private static AllowedAction Allowed(ActionAction what, OwnedAction action, Relation held, Call call)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(what.ToString(), call.Caller, held) is { } refused ? (refused, "nobody")
            : ActionTable.BlockedBy(what, action.State) is { } blocked ? (blocked, "nobody")
            : ("", "");
        return new AllowedAction { Action = what.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
