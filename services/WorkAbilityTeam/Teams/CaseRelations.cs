using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What a caller is to a case or to a meeting: the team's organisation, the client, or somebody to whom it is open.</summary>
internal sealed class CaseRelations(Database database, PermissionState permissions, IBusinessClock clock)
{
    /// <summary>What is not known for certain to be open is refused as stale, and not shown.</summary>
    public async ValueTask<Relation> OfAsync(TeamCase teamCase, Call call)
    {
        var own = teamCase.RelationOf(call.Caller);
        await OtherIdsMustBeCurrentAsync(own, [teamCase.Client.Id], call);
        if (own != Relation.None)
        {
            return own;
        }

        var open = await database.OneAsync(SharingStore.Open([teamCase.Id], call.Caller, clock.Today), call.Cancel);
        if (open!.Count == 0)
        {
            return Relation.None;
        }

        await permissions.MustBeCurrentAsync(teamCase.Client.Id, call.Cancel);
        return Relation.NamedParticipant;
    }

    /// <summary>What the caller is to a meeting, or to one case on its agenda, and the cases of the agenda that it may see.</summary>
    public async ValueTask<(Relation Held, IReadOnlySet<Guid> Shown)> OfAsync(Meeting meeting, Call call, Guid? caseId = null)
    {
        var own = meeting.RelationOf(call.Caller, caseId);
        if ((own & Relation.Owner) != 0)
        {
            return (own, meeting.Agenda.Select(item => item.CaseId).ToHashSet());
        }

        if ((own & Relation.Client) != 0)
        {
            AgendaItem[] items = [.. meeting.Agenda.Where(item => call.Caller.IsClient(item.ClientId) && meeting.State != MeetingState.EnteredInError)];
            await OtherIdsMustBeCurrentAsync(own, [.. items.Select(item => item.ClientId)], call);
            return (own, items.Select(item => item.CaseId).ToHashSet());
        }

        if (call.Role == Role.Client)
        {
            return (Relation.None, new HashSet<Guid>());
        }

        var (open, isMember) = await database.ManyAsync(
            SharingStore.Open([.. meeting.Agenda.Select(item => item.CaseId)], call.Caller, clock.Today),
            SharingStore.IsMember(meeting.TeamId, call.Caller, clock.Today),
            call.Cancel);
        await MustBeCurrentAsync([.. meeting.Agenda.Where(item => open!.Contains(item.CaseId)).Select(item => item.ClientId)], call);
        var shown = meeting.State == MeetingState.EnteredInError ? [] : open!.ToHashSet();
        return (shown.Count > 0 || isMember ? Relation.NamedParticipant : Relation.None, shown);
    }

    /// <summary>A prohibition that is not heard of must not disclose any of these clients.</summary>
    public async ValueTask MustBeCurrentAsync(Guid[] clientIds, Call call)
    {
        if (clientIds.Length > 0)
        {
            await permissions.MustBeCurrentAsync((await database.OneAsync(SharingStore.SameClients(clientIds), call.Cancel))!, call.Cancel);
        }
    }

    // A split of the client's ids that is not heard of must not open anything.
    private async ValueTask OtherIdsMustBeCurrentAsync(Relation own, Guid[] clientIds, Call call)
    {
        if ((own & Relation.Owner) == 0 && clientIds.Any(id => call.Caller.OtherClientIds.Contains(id)))
        {
            await MustBeCurrentAsync(clientIds, call);
        }
    }
}
