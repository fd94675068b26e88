using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What one caller may see of a meeting: the cases that are open to it, and of the others nothing.</summary>
internal sealed class MeetingView(ActionView actions)
{
    /// <summary>To the team's organisation all, to a client the own.</summary>
    public TeamMeeting Of(Meeting meeting, Relation held, Call call) => Of(
        meeting,
        held,
        meeting.Agenda
            .Where(item => (held & Relation.Owner) != 0 || (meeting.State != MeetingState.EnteredInError && call.Caller.IsClient(item.ClientId)))
            .Select(item => item.CaseId)
            .ToHashSet(),
        call);

    public TeamMeeting Of(Meeting meeting, Relation held, IReadOnlySet<Guid> shown, Call call)
    {
        var message = Listed(meeting, held);
        var isOwn = (held & (Relation.Owner | Relation.Client)) != 0;
        message.Agenda.AddRange(meeting.Agenda.Where(item => shown.Contains(item.CaseId)).Select(item => ToMessage(meeting, item, isOwn, held, call)));
        message.AllowedActions.AddRange(MeetingTable.Table.Rules.Select(rule => Allowed(rule.Action, meeting, held, call)));
        return message;
    }

    /// <summary>Without its agenda.</summary>
    public static TeamMeeting Listed(Meeting meeting, Relation held)
    {
        var isTeams = (held & (Relation.Owner | Relation.NamedParticipant)) != 0;
        var message = new TeamMeeting
        {
            MeetingId = meeting.Id.ToString(),
            Organisation = meeting.Organisation,
            TeamId = meeting.TeamId?.ToString() ?? "",
            State = meeting.State,
            PlannedOn = meeting.PlannedOn?.ToDate(),
            StartsAt = meeting.StartsAt?.ToTimestamp(),
            Place = meeting.Place,
            Mode = meeting.Mode,
            HeldOn = meeting.HeldOn?.ToDate(),
            Minutes = meeting.Minutes,
            // What was talked about beside the cases may tell of other clients.
            Notes = (held & Relation.Owner) != 0 ? meeting.Notes : "",
            MinutesFinishedOn = meeting.MinutesFinishedOn?.ToDate(),
            EndReason = isTeams ? meeting.EndReason : "",
            RecordedAt = meeting.RecordedAt.ToTimestamp(),
            Etag = (held & (Relation.Owner | Relation.Client)) != 0 ? meeting.Etag : "",
        };
        message.ProfessionsPresent.AddRange(meeting.Professions);
        message.Attendees.AddRange(meeting.Attendees.Select(attendee => new MeetingAttendee
        {
            MemberId = attendee.MemberId.ToString(),
            WorkerName = attendee.Name,
            Profession = attendee.Profession,
            Organisation = attendee.Organisation,
        }));
        return message;
    }

    private MeetingCase ToMessage(Meeting meeting, AgendaItem item, bool isOwn, Relation held, Call call)
    {
        var message = new MeetingCase
        {
            CaseId = item.CaseId.ToString(),
            ClientId = item.ClientId.ToString(),
            State = item.State,
            ClientPart = CaseMessages.PartFor(isOwn, item.ClientPart),
            ClientQuestion = item.ClientQuestion,
            SupportPerson = item.SupportPerson,
            Recommendation = item.Recommendation,
            Feedback = CaseMessages.FeedbackOf(item, isOwn),
            PackageVersion = item.PackageVersion,
        };
        message.Actions.AddRange(meeting.Actions
            .Where(action => action.CaseId == item.CaseId)
            .Select(action => actions.Of(action, isCaseShown: true, held | action.RelationOf(call.Caller), call)));
        return message;
    }

    private static AllowedAction Allowed(MeetingAction action, Meeting meeting, Relation held, Call call)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(action.ToString(), call.Caller, held) is { } refused ? (refused, "nobody")
            : MeetingTable.BlockedBy(action, meeting.State) is { } blocked ? (blocked, blocked == "MEETING_NOT_HELD" ? "team_member" : "nobody")
            : ("", "");
        return new AllowedAction { Action = action.ToString(), Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }
}
