namespace Tyokyky.Referrals.UseCases;

/// <summary>Gives an open action to somebody else or another day.</summary>
[Access(Workers | Role.Manager, Relation.Owner | Relation.NamedParticipant)]
internal sealed class ChangeAgreedAction(AgreedActionChange change, Database database, IBusinessClock clock)
{
    public Task<ChangeAgreedActionResponse> Handle(ChangeAgreedActionRequest request, Call call)
    {
        var isSomebodyElse = request.OwnerOrganisation.Length > 0 || request.Owner.Length > 0;
        Check.Shape(check => check
            .That(!isSomebodyElse || request.OwnerName.Length > 0, "owner_name", "FIELD_REQUIRED", "the name of who is to do it")
            .That(isSomebodyElse || request.OwnerName.Length > 0 || request.DueOn is not null, "due_on", "FIELD_REQUIRED", "another owner or another day"));
        return change.Do(
            request.ActionId,
            request.Etag,
            request,
            call,
            async action => action.Change(await OwnerAsync(action, request, call), request.DueOn?.ToDay() ?? action.DueOn, clock.Now),
            action => new ChangeAgreedActionResponse { Action = action });
    }

    private async Task<ActionOwner> OwnerAsync(AgreedAction action, ChangeAgreedActionRequest request, Call call)
    {
        if (request.OwnerName.Length == 0)
        {
            return action.Owner;
        }

        Check.Shape(check => check.That(!action.IsClientsOwn, "owner_name", "ONLY_FOR_WORKERS", "empty: the client does it"));
        var owner = new ActionOwner(request.OwnerOrganisation.Length > 0 ? request.OwnerOrganisation : action.Owner.Organisation, request.Owner, request.OwnerName);
        var mayDo = await database.OneAsync(AgreedActionStore.MayDo(action.Id), call.Cancel);
        return mayDo!.Contains(owner.Organisation) ? owner : throw NetworkErrors.OwnerNotTakingPart("owner_organisation");
    }
}
