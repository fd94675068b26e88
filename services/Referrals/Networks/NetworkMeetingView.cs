using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>What one caller may see of a network meeting: who takes part sees the client only by the client's agreement.</summary>
internal sealed class NetworkMeetingView(OrganisationStore organisations, AgreedActionMessages actions)
{
    public async ValueTask<Proto.NetworkMeeting> Of(NetworkMeeting meeting, Call call, Relation held)
    {
        var name = await organisations.NamesAsync(meeting.Organisations.Append(meeting.Organisation), call.Cancel);
        var message = new Proto.NetworkMeeting
        {
            MeetingId = meeting.Id.ToString(),
            Organisation = meeting.Organisation,
            OrganisationName = name(meeting.Organisation),
            Status = meeting.Status,
            RecordedAt = meeting.RecordedAt.ToTimestamp(),
            // Who takes part changes nothing, and would see by the etag that the client answered.
            Etag = (held & (Relation.Owner | Relation.CaseManager | Relation.Client)) != 0 ? meeting.Etag : "",
        };
        message.AllowedActions.AddRange(NetworkMeetingTable.Table.Rules.Select(rule => Allowed(rule.Action, meeting, call, held)));
        if (meeting.Status == MeetingStatus.EnteredInError && (held & Relation.Owner) == 0)
        {
            return message;
        }

        var kind = call.Caller.OwnOrganisation() == meeting.Organisation ? "" : await organisations.KindAsync(call.Caller.OwnOrganisation(), call.Cancel);
        TellMeeting(message, meeting, kind);
        message.Participants.AddRange(meeting.Participants.Select(participant => participant.ToMessage(name)));
        if (meeting.IsClientTold(call.Caller, held))
        {
            TellClient(message, meeting, kind);
        }

        if ((held & (Relation.Owner | Relation.CaseManager | Relation.Client)) != 0)
        {
            message.NamedTo.AddRange(meeting.Told);
            message.NamingAgreedOn = meeting.NamingAgreedOn?.ToDate();
        }

        if ((held & Relation.Owner) != 0)
        {
            (message.ContactId, message.FollowUpId) = (meeting.ContactId?.ToString() ?? "", meeting.FollowUpId?.ToString() ?? "");
        }

        foreach (var action in meeting.Actions
            .Where(action => !action.IsClientsOwn || !Voluntariness.CanSanction(kind))
            .OrderBy(action => action.DueOn)
            .ThenBy(action => action.Id))
        {
            message.Actions.Add(await actions.Of(action, message.ClientId, call));
        }

        return message;
    }

    private static void TellMeeting(Proto.NetworkMeeting message, NetworkMeeting meeting, string kind)
    {
        (message.Topic, message.Question, message.Mode, message.Place) = (meeting.Plan.Topic, meeting.Plan.Question, meeting.Plan.Mode, meeting.Plan.Place);
        (message.PlannedOn, message.StartsAt, message.HeldOn) =
            (meeting.Plan.PlannedOn?.ToDate(), meeting.Plan.StartsAt?.ToTimestamp(), meeting.HeldOn?.ToDate());
        (message.Minutes, message.Results, message.EndReason) =
            (meeting.Minutes, meeting.Results, Voluntariness.ReasonFor(kind, meeting.EndReason, otherwise: "other"));
    }

    private static void TellClient(Proto.NetworkMeeting message, NetworkMeeting meeting, string kind)
    {
        message.ClientId = meeting.ClientId?.ToString() ?? "";
        message.AgeBand = meeting.AgeBand;
        message.Municipality = meeting.Municipality == Contracts.Municipality.Unknown ? "" : meeting.Municipality;
        message.Programme = meeting.Programme;
        (message.ClientQuestion, message.SupportPerson) = (meeting.ClientQuestion, meeting.SupportPerson);
        // Whatever is not taking part looks the same, or the mask itself would tell of a decline.
        var tookPart = meeting.ClientPart is MeetingClientPart.Present or MeetingClientPart.Remote;
        message.ClientPart = tookPart || !Voluntariness.CanSanction(kind) ? meeting.ClientPart : MeetingClientPart.Unspecified;
    }

    private static AllowedAction Allowed(NetworkMeetingAction action, NetworkMeeting meeting, Call call, Relation held)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(action.ToString(), call.Caller, held) is { } refused ? (refused, "coordinator")
            : NetworkMeetingTable.BlockedBy(action, meeting) is { } blocked ? (blocked, MeetingBlocks.ClearedBy(blocked))
            : ("", "");
        return new AllowedAction { Action = action.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
