using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Cases as messages.</summary>
internal static class CaseMessages
{
    /// <summary>As who holds that relation may see it; coachings and actions may be other cases' too.</summary>
    public static Case ToMessage(
        TeamCase teamCase, IReadOnlyList<KnownCoaching> coachings, IReadOnlyList<OwnedAction> actions, Relation held, Call call)
    {
        var isOwn = (held & (Relation.Owner | Relation.Client)) != 0;
        var message = new Case
        {
            CaseId = teamCase.Id.ToString(),
            ClientId = teamCase.Client.Id.ToString(),
            Organisation = teamCase.Organisation,
            ReferralId = teamCase.ReferralId?.ToString() ?? "",
            TaskId = teamCase.TaskId?.ToString() ?? "",
            State = teamCase.State,
            Outcome = teamCase.Outcome,
            OpenedOn = teamCase.OpenedOn.ToDate(),
            ClosedOn = teamCase.ClosedOn?.ToDate(),
            PlanId = teamCase.PlanId?.ToString() ?? "",
            Programme = teamCase.Client.Programme,
            TeamId = teamCase.TeamId?.ToString() ?? "",
            ReferringOrganisation = isOwn ? teamCase.ReferredBy.Organisation : "",
            ReferringUnitId = isOwn ? teamCase.ReferredBy.UnitId?.ToString() ?? "" : "",
            ReferringService = isOwn ? teamCase.ReferredBy.Service : "",
            TeamAgreedOn = teamCase.TeamAgreedOn?.ToDate(),
            PackageVersion = teamCase.PackageVersion,
            CarriedOverOn = teamCase.CarriedOverOn?.ToDate(),
            ErrorReason = teamCase.ErrorReason,
            // Who may only read would see by it that others are at it.
            Etag = isOwn ? teamCase.Etag : "",
        };
        message.Meetings.AddRange(teamCase.Meetings.Select(item => ToMessage(item, actions, isOwn)));
        message.Coachings.AddRange(coachings.Where(coaching => coaching.CaseId == teamCase.Id).Select(coaching => new CaseCoaching
        {
            CoachingId = coaching.CoachingId.ToString(),
            MeasureId = coaching.MeasureId,
            State = coaching.State,
            Outcome = coaching.Outcome,
        }));
        message.Invitations.AddRange(isOwn ? teamCase.Invitations.Select(ToMessage) : []);
        message.AllowedActions.AddRange(CaseTable.Table.Rules.Select(rule => rule.Action).Distinct().Select(action => Allowed(action, teamCase, held, call)));
        return message;
    }

    /// <summary>What others than the team's organisation learn of the client's part: whether the client was there.</summary>
    public static ClientPart PartFor(bool isOwn, ClientPart part) => isOwn || part is ClientPart.Present or ClientPart.Remote ? part : ClientPart.Unspecified;

    public static ClientFeedback? FeedbackOf(AgendaItem item, bool isOwn) =>
        isOwn && item.FeedbackOn is not null ? new ClientFeedback { Heard = item.Heard, Useful = item.Useful, Text = item.Feedback } : null;

    private static CaseMeeting ToMessage(AgendaItem item, IReadOnlyList<OwnedAction> actions, bool isOwn)
    {
        var message = new CaseMeeting
        {
            MeetingId = item.MeetingId.ToString(),
            HeldOn = item.HeldOn.ToDate(),
            ClientPart = PartFor(isOwn, item.ClientPart),
            Recommendation = item.Recommendation,
            State = item.State,
            ClientQuestion = item.ClientQuestion,
            SupportPerson = item.SupportPerson,
            Feedback = FeedbackOf(item, isOwn),
            PackageVersion = item.PackageVersion,
        };
        message.Actions.AddRange(actions
            .Where(action => action.CaseId == item.CaseId && action.MeetingId == item.MeetingId)
            .Select(action => new AgreedAction
            {
                Text = action.Text,
                Owner = action.Owner,
                DueOn = action.DueOn.ToDate(),
                OwnerOrganisation = action.OwnerOrganisation,
                IsClientsOwn = action.IsClientsOwn,
                ActionId = action.Id.ToString(),
                State = action.State,
            }));
        return message;
    }

    private static CaseInvitation ToMessage(Invitation invitation) => new()
    {
        InvitationId = invitation.Id.ToString(),
        Worker = invitation.Worker,
        WorkerName = invitation.Name,
        Profession = invitation.Profession,
        Organisation = invitation.Organisation,
        FromDay = invitation.FromDay.ToDate(),
        ToDay = invitation.ToDay.ToDate(),
        Ended = invitation.IsEnded,
    };

    private static AllowedAction Allowed(CaseAction action, TeamCase teamCase, Relation held, Call call)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(action.ToString(), call.Caller, held) is { } refused ? (refused, "nobody")
            : CaseTable.BlockedBy(action, teamCase) is { } blocked ? (blocked, "nobody")
            : ("", "");
        return new AllowedAction { Action = action.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
