namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What meetings agree on, with owners whom the team has or the case is open to.</summary>
internal sealed class ActionOwners(Database database, TimeProvider time, IBusinessClock clock)
{
    /// <summary>A team of the organisation that went on that day, or none.</summary>
    public async Task RequireTeamAsync(Guid? teamId, string organisation, DateOnly day, Call call)
    {
        if (teamId is { } id && await database.OneAsync(TeamStore.Own(id, organisation, day), call.Cancel) is null)
        {
            throw TeamErrors.UnknownTeam("team_id");
        }
    }

    /// <summary>The actions that a request brings with the cases of a meeting that was held.</summary>
    public async Task<IReadOnlyList<OwnedAction>> ComposeAsync(string field, IReadOnlyList<AgendaCase> given, Meeting meeting, Call call)
    {
        var actions = new List<OwnedAction>();
        foreach (var (i, item) in given.Index())
        {
            foreach (var (j, action) in item.Actions.Index())
            {
                actions.Add(Compose($"{field}[{i}].actions[{j}].", action, meeting, Guid.Parse(item.CaseId), actions.Count));
            }
        }

        await RequireKnownAsync(
            given.Index().SelectMany(item => item.Item.Actions.Index().Select(action => $"{field}[{item.Index}].actions[{action.Index}].owner")),
            actions,
            meeting,
            call);
        return actions;
    }

    /// <summary>One action that a held meeting agreed on, told later.</summary>
    public async Task<OwnedAction> ComposeAsync(AgreedAction given, Meeting meeting, Guid caseId, Call call)
    {
        var action = Compose("action.", given, meeting, caseId, 0);
        await RequireKnownAsync(["action.owner"], [action], meeting, call);
        return action;
    }

    /// <summary>Each owner is one of the team's members, or one to whom the case is open, between the meeting's day and today.</summary>
    /// <remarks>Where no team is registered there is nobody to compare the own workers with.</remarks>
    public async Task RequireKnownAsync(IEnumerable<string> fields, IReadOnlyList<OwnedAction> actions, Meeting meeting, Call call)
    {
        (string Field, OwnedAction Action)[] asked =
        [
            .. fields.Zip(actions)
                .Where(one => !one.Second.IsClientsOwn && (meeting.TeamId is not null || one.Second.OwnerOrganisation != meeting.Organisation)),
        ];
        if (asked.Length == 0)
        {
            return;
        }

        string[] workers = [.. asked.Select(one => one.Action.Owner).Distinct()];
        var (members, invited) = await database.ManyAsync(
            TeamStore.Among(meeting.TeamId, workers, meeting.OnDay, clock.Today),
            SharingStore.Invited([.. asked.Select(one => one.Action.CaseId).Distinct()], workers, meeting.OnDay, clock.Today),
            call.Cancel);
        foreach (var (field, action) in asked)
        {
            if (!members!.Any(member => member.Worker == action.Owner && member.Organisation == action.OwnerOrganisation)
                && !invited!.Contains((action.CaseId, action.Owner, action.OwnerOrganisation)))
            {
                throw TeamErrors.UnknownWorker(field);
            }
        }
    }

    private OwnedAction Compose(string path, AgreedAction given, Meeting meeting, Guid caseId, int number)
    {
        var action = new OwnedAction
        {
            // Those of one day are listed in the order in which they were told.
            Id = Guid.CreateVersion7(time.GetUtcNow().AddMilliseconds(number)),
            CaseId = caseId,
            ClientId = meeting.Agenda.First(item => item.CaseId == caseId).ClientId,
            MeetingId = meeting.Id,
            Organisation = meeting.Organisation,
            Text = given.Text,
            Owner = given.Owner,
            OwnerOrganisation = given.OwnerOrganisation.Length > 0 ? given.OwnerOrganisation : meeting.Organisation,
            IsClientsOwn = given.IsClientsOwn,
            AgreedOn = meeting.OnDay,
            DueOn = given.DueOn.ToDay(),
        };
        action.RequireNotBefore(path + "due_on", action.DueOn);
        return action;
    }
}
