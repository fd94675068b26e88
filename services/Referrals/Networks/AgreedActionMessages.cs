using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>Agreed actions as requests bring and contracts tell them.</summary>
internal sealed class AgreedActionMessages(OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    /// <summary>What the contract cannot say of an action.</summary>
    public static void CheckShape(Check check, NewAgreedAction action)
    {
        if (action.IsClientsOwn)
        {
            var isNobodyElses = action is { Owner.Length: 0, OwnerName.Length: 0, OwnerOrganisation.Length: 0 };
            check.That(isNobodyElses, "owner_name", "ONLY_FOR_WORKERS", "empty, and so the other fields of the owner: the client does it");
        }
        else
        {
            check.Required("owner_name", action.OwnerName);
        }
    }

    /// <summary>What a meeting of that day agreed on; who does it convened the meeting or takes part in it.</summary>
    public AgreedAction Compose(
        string field, NewAgreedAction given, AgreedActionSource source, Guid meetingId, string convener,
        IEnumerable<string> takingPart, DateOnly agreedOn, int number = 0)
    {
        var organisation = given.OwnerOrganisation.Length > 0 ? given.OwnerOrganisation : convener;
        if (organisation != convener && !takingPart.Contains(organisation))
        {
            throw NetworkErrors.OwnerNotTakingPart(field + ".owner_organisation");
        }

        var action = new AgreedAction
        {
            // Those of one day are listed in the order in which they were told.
            Id = Guid.CreateVersion7(time.GetUtcNow().AddMilliseconds(number)),
            Source = source,
            MeetingId = meetingId,
            Organisation = convener,
            Text = given.Text,
            Owner = new ActionOwner(organisation, given.Owner, given.OwnerName),
            IsClientsOwn = given.IsClientsOwn,
            AgreedOn = agreedOn,
            DueOn = given.DueOn.ToDay(),
        };
        action.RequireNotBeforeMeeting(action.DueOn, field + ".due_on");
        return action;
    }

    /// <summary>As one caller may see it; a client's wish to leave it is no reason for an authority that could sanction.</summary>
    public async ValueTask<Proto.AgreedAction> Of(AgreedAction action, string clientId, Call call)
    {
        var viewer = call.Caller.OwnOrganisation();
        var name = await organisations.NamesAsync([action.Organisation, action.Owner.Organisation], call.Cancel);
        var message = new Proto.AgreedAction
        {
            ActionId = action.Id.ToString(),
            Source = action.Source,
            MeetingId = action.MeetingId.ToString(),
            Organisation = action.Organisation,
            OrganisationName = name(action.Organisation),
            ClientId = clientId,
            Text = action.Text,
            OwnerOrganisation = action.Owner.Organisation,
            OwnerOrganisationName = name(action.Owner.Organisation),
            Owner = action.Owner.Worker,
            OwnerName = action.Owner.Name,
            IsClientsOwn = action.IsClientsOwn,
            DueOn = action.DueOn.ToDate(),
            DueInBusinessDays = FinnishCalendar.BusinessDaysBetween(clock.Today, action.DueOn),
            IsOverdue = action.Status == AgreedActionStatus.Open && action.DueOn < clock.Today,
            Status = action.Status,
            EndedOn = action.EndedOn?.ToDate(),
            EndReason = viewer == action.Organisation || viewer == action.Owner.Organisation ? action.EndReason
                : Voluntariness.ReasonFor(await organisations.KindAsync(viewer, call.Cancel), action.EndReason, otherwise: "other"),
            Etag = action.Etag,
        };
        message.AllowedActions.AddRange(
            AgreedActionTable.Callable.Select(what => Allowed(what, action, action.RelationOf(call.Caller, Ids.Optional(clientId)), call)));
        return message;
    }

    private static AllowedAction Allowed(AgreedActionAction what, AgreedAction action, Relation held, Call call)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(what.ToString(), call.Caller, held) is { } refused ? (refused, "nobody")
            : AgreedActionTable.BlockedBy(what, action.Status) is { } blocked ? (blocked, "nobody")
            : ("", "");
        return new AllowedAction { Action = what.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
