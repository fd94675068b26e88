using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Observations;

/// <summary>Observations as contracts tell them: an addressee reads what was sent to it and its own reply.</summary>
internal sealed class ObservationView(OrganisationStore organisations, IBusinessClock clock)
{
    public async ValueTask<Proto.Observation> Of(Observation observation, Call call)
    {
        var isOwn = call.Caller.OwnOrganisation() == observation.Organisation;
        var addressings = observation.Addressings.Where(addressing => isOwn || addressing.Organisation == call.Caller.OwnOrganisation()).ToArray();
        var name = await organisations.NamesAsync(
            addressings.Select(addressing => addressing.Organisation).Append(observation.Organisation).Distinct(), call.Cancel);
        var message = new Proto.Observation
        {
            ObservationId = observation.Id.ToString(),
            Organisation = observation.Organisation,
            OrganisationName = name(observation.Organisation),
            ObservedOn = observation.ObservedOn.ToDate(),
            Status = observation.Status,
            RecordedAt = observation.RecordedAt.ToTimestamp(),
            Etag = observation.Etag,
        };
        message.AllowedActions.AddRange(ObservationTable.Table.Rules.Select(rule => Allowed(rule.Action, observation, call)));
        if (observation.Status == ObservationStatus.EnteredInError && !isOwn)
        {
            return message;
        }

        message.Details = ToMessage(observation.Details);
        message.EndReason = observation.EndReason;
        message.ReplyBy = observation.ReplyBy?.ToDate();
        message.IsReplyLate = observation.ReplyBy < clock.Today;
        message.Addressings.AddRange(addressings.Select(addressing => new Proto.ObservationAddressing
        {
            Addressee = addressing.Addressee,
            Organisation = addressing.Organisation,
            OrganisationName = addressing.Organisation.Length > 0 ? name(addressing.Organisation) : "",
            SentOn = addressing.SentOn.ToDate(),
            Reply = addressing.Reply,
            ReplyText = addressing.ReplyText,
            RepliedOn = addressing.RepliedOn?.ToDate(),
        }));
        return message;
    }

    private static Proto.ObservationDetails ToMessage(ObservationDetails details) => new()
    {
        Kind = details.Kind,
        Services = { details.Services },
        Benefits = { details.Benefits },
        Law = details.Law,
        Municipality = details.Municipality == Contracts.Municipality.Unknown ? "" : details.Municipality,
        Programme = details.Programme,
        Description = details.Description,
        Proposal = details.Proposal,
    };

    private static AllowedAction Allowed(ObservationAction action, Observation observation, Call call)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(action.ToString(), call.Caller, observation.RelationOf(call.Caller)) is { } refused
            ? (refused, "sender")
            : ObservationTable.BlockedBy(action, observation.Status) is { } blocked
                ? (blocked, blocked == "OBSERVATION_NOT_SENT" ? "sender" : blocked == "OBSERVATION_SENT" ? "receiver" : "nobody")
            : ("", "");
        return new AllowedAction { Action = action.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
