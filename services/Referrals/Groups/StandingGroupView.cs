using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Networks;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Groups;

/// <summary>Standing groups and their meetings as contracts tell them.</summary>
internal sealed class StandingGroupView(OrganisationStore organisations, AgreedActionMessages actions, IBusinessClock clock)
{
    /// <summary>With the members of today, with all, or (a list's) with none.</summary>
    public async ValueTask<Proto.StandingGroup> Of(StandingGroup group, Call call, bool withMembers = true, bool withPast = false)
    {
        var members = withMembers ? group.Members.Where(member => withPast || member.ToDay is null || member.ToDay >= clock.Today).ToArray() : [];
        var name = await organisations.NamesAsync(members.Select(member => member.Organisation).Append(group.Organisation).Distinct(), call.Cancel);
        var message = new Proto.StandingGroup
        {
            GroupId = group.Id.ToString(),
            Organisation = group.Organisation,
            OrganisationName = name(group.Organisation),
            Kind = group.Kind,
            Name = group.Name,
            Mandate = group.Mandate,
            Programme = group.Programme,
            Municipalities = { group.Municipalities },
            FromDay = group.FromDay.ToDate(),
            ToDay = group.ToDay?.ToDate(),
            EndedOn = group.EndedOn?.ToDate(),
            Status = group.Status,
            Etag = group.Etag,
        };
        // Chairs lead, and the others follow in order of joining.
        message.Members.AddRange(
            members
                .OrderBy(member => member.Role == "chair" ? 0 : 1)
                .ThenBy(member => member.FromDay)
                .ThenBy(member => member.Id)
                .Select(member => ToMessage(member, name)));
        message.AllowedActions.AddRange(
            StandingGroupTable.Table.Rules.Select(rule => Allowed(rule.Action.ToString(), StandingGroupTable.BlockedBy(rule.Action, group), group, call)));
        return message;
    }

    public async ValueTask<Proto.GroupMeeting> Of(GroupMeeting meeting, StandingGroup group, Call call)
    {
        var name = await organisations.NamesAsync(
            meeting.Participants.Select(participant => participant.Organisation).Append(group.Organisation).Distinct(), call.Cancel);
        var message = new Proto.GroupMeeting
        {
            MeetingId = meeting.Id.ToString(),
            GroupId = group.Id.ToString(),
            GroupName = group.Name,
            Organisation = group.Organisation,
            OrganisationName = name(group.Organisation),
            Status = meeting.Status,
            PlannedOn = meeting.Plan.PlannedOn?.ToDate(),
            StartsAt = meeting.Plan.StartsAt?.ToTimestamp(),
            Mode = meeting.Plan.Mode,
            Place = meeting.Plan.Place,
            Agenda = meeting.Plan.Agenda,
            HeldOn = meeting.HeldOn?.ToDate(),
            Minutes = meeting.Minutes,
            Notes = meeting.Notes,
            EndReason = meeting.EndReason,
            RecordedAt = meeting.RecordedAt.ToTimestamp(),
            Etag = meeting.Etag,
        };
        message.Participants.AddRange(meeting.Participants.Select(participant => participant.ToMessage(name)));
        foreach (var decision in meeting.Decisions.OrderBy(decision => decision.DueOn).ThenBy(decision => decision.Id))
        {
            message.Decisions.Add(await actions.Of(decision, clientId: "", call));
        }

        message.AllowedActions.AddRange(
            GroupMeetingTable.Table.Rules.Select(
                rule => Allowed(rule.Action.ToString(), GroupMeetingTable.BlockedBy(rule.Action, meeting.Status), group, call)));
        return message;
    }

    private static AllowedAction Allowed(string action, string? blocked, StandingGroup group, Call call)
    {
        var (reason, clearedBy) = Access.Table.RefusalOf(action, call.Caller, group.RelationOf(call.Caller)) is { } refused ? (refused, "coordinator")
            : blocked is not null ? (blocked, blocked == "MEETINGS_PLANNED" ? "coordinator" : MeetingBlocks.ClearedBy(blocked))
            : ("", "");
        return new AllowedAction { Action = action, Allowed = reason.Length == 0, BlockedReason = reason, ClearedBy = clearedBy };
    }

    private static Proto.GroupMember ToMessage(GroupMember member, Func<string, string> name) => new()
    {
        MemberId = member.Id.ToString(),
        Organisation = member.Organisation,
        OrganisationName = member.Organisation.Length > 0 ? name(member.Organisation) : "",
        ProfessionalId = member.Professional?.ToString() ?? "",
        Name = member.Name,
        Profession = member.Profession,
        Role = member.Role,
        FromDay = member.FromDay.ToDate(),
        ToDay = member.ToDay?.ToDate(),
    };
}
