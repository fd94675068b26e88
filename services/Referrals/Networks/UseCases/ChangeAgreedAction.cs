using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Networks;

/// <summary>Gives an open action to somebody else or another day.</summary>
[Access(Workers | Role.Manager, Relation.Owner | Relation.NamedParticipant)]
internal sealed class ChangeAgreedAction(AgreedActionKind actions, Database database, IBusinessClock clock)
{
    public static void Validate(ChangeAgreedActionRequest request, Check check)
    {
        var isSomebodyElse = request.OwnerOrganisation.Length > 0 || request.Owner.Length > 0;
        check
            .That(!isSomebodyElse || request.OwnerName.Length > 0, "owner_name", "FIELD_REQUIRED", "the name of who is to do it")
            .That(isSomebodyElse || request.OwnerName.Length > 0 || request.DueOn is not null, "due_on", "FIELD_REQUIRED", "another owner or another day");
    }

    public Task<ChangeAgreedActionResponse> Handle(ChangeAgreedActionRequest request, Call call)
    {
        return actions.ChangeAsync(
            request,
            call,
            AgreedActionStore.Whole(Guid.Parse(request.ActionId), call.Caller.OwnOrganisation()),
            async told => told.After(told.Action.Change(await OwnerAsync(told.Action, request, call), request.DueOn?.ToDay() ?? told.Action.DueOn, clock.Now)),
            action => new ChangeAgreedActionResponse { Action = action });
    }

    private async Task<ActionOwner> OwnerAsync(AgreedAction action, ChangeAgreedActionRequest request, Call call)
    {
        if (request.OwnerName.Length == 0)
        {
            return action.Owner;
        }

        Check.Shape(check => check.That(!action.IsClientsOwn, "owner_name", "ONLY_FOR_WORKERS", "empty: the client does it"));
        var owner = new ActionOwner(
            request.OwnerOrganisation.Length > 0 ? request.OwnerOrganisation : action.Owner.Organisation, request.Owner, request.OwnerName);
        // It rests on what stays: who took part in a meeting that was held, and who ever was a member.
        var mayDo = await database.OneAsync(AgreedActionStore.MayDo(action.Id), call.Cancel);
        return mayDo!.Contains(owner.Organisation) ? owner : throw NetworkErrors.OwnerNotTakingPart("owner_organisation");
    }
}
