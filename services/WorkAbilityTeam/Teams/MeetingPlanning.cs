namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Agendas of meetings to come. What is put on one is no longer carried over.</summary>
internal sealed class MeetingPlanning(CaseKind cases, Database database, IBusinessClock clock)
{
    private const int Most = 50;

    /// <summary>The day and the time on it.</summary>
    public static MeetingDraft Read(MeetingPlan plan)
    {
        var day = plan.PlannedOn.ToDay();
        DateTimeOffset? startsAt = plan.StartsAt is null ? null : MicrosecondTime.Of(plan.StartsAt.ToDateTimeOffset());
        Check.Shape(check => check
            .That(startsAt is null || FinnishTime.DayOf(startsAt.Value) == day, "plan.starts_at", "DAYS_DISAGREE", "a time on planned_on in Finland"));
        return new MeetingDraft(day, startsAt, plan.Mode, plan.Place);
    }

    /// <summary>The cases that are asked for, each found, and after them those that were carried over, if they are to come along.</summary>
    public async Task<IReadOnlyList<AgendaItem>> ComposeAsync(Commit commit, Meeting meeting, MeetingPlan plan, IReadOnlyList<TeamCase> found)
    {
        var carried = plan.WithCarriedOver
            ? (await database.OneAsync(CaseStore.CarriedOver(meeting.Organisation, meeting.TeamId), commit.Call.Cancel))!
            : [];
        TeamCase[] all = [.. found.Concat(carried).DistinctBy(teamCase => teamCase.Id)];
        if (all.Length > Most)
        {
            throw DomainException.Field("plan.with_carried_over", "TOO_MANY_VALUES", $"false, or a shorter agenda: at most {Most} cases fit");
        }

        foreach (var teamCase in all.OrderBy(one => one.Id).Where(one => meeting.Agenda.All(item => item.CaseId != one.Id)))
        {
            await cases.ApplyAsync(commit, teamCase, teamCase.PutOnAgenda(clock.Now));
        }

        var invited = plan.Agenda.ToDictionary(item => Guid.Parse(item.CaseId), item => item.ClientInvited);
        var order = plan.Agenda.Select(item => Guid.Parse(item.CaseId)).Concat(carried.Select(teamCase => teamCase.Id)).Distinct();
        return
        [
            .. order.Index().Select(one => Item(
                meeting, all.First(teamCase => teamCase.Id == one.Item), plan.PlannedOn.ToDay(), one.Index + 1, invited.GetValueOrDefault(one.Item))),
        ];
    }

    // What the client answered stays with a case that stays.
    private static AgendaItem Item(Meeting meeting, TeamCase teamCase, DateOnly day, int number, bool isInvited)
    {
        var item = meeting.Agenda.FirstOrDefault(other => other.CaseId == teamCase.Id) ?? new AgendaItem
        {
            CaseId = teamCase.Id,
            MeetingId = meeting.Id,
            ClientId = teamCase.Client.Id,
            HeldOn = day,
            Number = number,
            ClientPart = ClientPart.NotInvited,
        };
        var part = item.ClientPart is ClientPart.NotInvited or ClientPart.Invited ? (isInvited ? ClientPart.Invited : ClientPart.NotInvited) : item.ClientPart;
        return item with { HeldOn = day, Number = number, ClientPart = part, PackageVersion = teamCase.PackageVersion };
    }
}
