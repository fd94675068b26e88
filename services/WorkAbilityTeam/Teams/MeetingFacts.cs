namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What facts tell of meetings, and by which ids they are ordered.</summary>
internal static class MeetingFacts
{
    /// <summary>What a change of a meeting's state tells.</summary>
    public static IEnumerable<(IMessage Fact, string[] Keys)> Between(Meeting? before, Meeting now, DateOnly today)
    {
        if (before?.State == now.State || (before is null && now.State == MeetingState.Planned))
        {
            yield break;
        }

        switch (now.State)
        {
            case MeetingState.Held:
                yield return (Held(now), Keys(now));
                break;
            case MeetingState.Cancelled:
                yield return (Cancelled(now), [now.Id.ToString()]);
                break;
            case MeetingState.EnteredInError when before is { IsHeld: true }:
                yield return (Mistaken(now, today), Keys(before));
                break;
        }

        foreach (var item in now.Agenda.Where(item => item.State == AgendaState.CarriedOver))
        {
            yield return (CarriedOver(now, item), [item.ClientId.ToString()]);
        }
    }

    public static MeetingHeld Held(Meeting meeting)
    {
        var fact = new MeetingHeld
        {
            MeetingId = meeting.Id.ToString(),
            Organisation = meeting.Organisation,
            HeldOn = meeting.OnDay.ToDate(),
            Mode = meeting.Mode,
            Minutes = meeting.Minutes,
            TeamId = meeting.TeamId?.ToString() ?? "",
        };
        fact.ProfessionsPresent.AddRange(meeting.Professions);
        fact.Cases.AddRange(meeting.Handled.Select(item => new HandledCase
        {
            CaseId = item.CaseId.ToString(),
            ClientId = item.ClientId.ToString(),
            ClientPresent = item.ClientPresent,
            ClientPart = StateCode.Of(item.ClientPart),
            Recommended = item.Recommendation.Length > 0,
        }));
        return fact;
    }

    /// <summary>The clients of the cases that it handled; without any, the meeting.</summary>
    public static string[] Keys(Meeting meeting) =>
        meeting.Handled.Any() ? [.. meeting.Handled.Select(item => item.ClientId.ToString()).Distinct()] : [meeting.Id.ToString()];

    public static MeetingFeedbackGiven Heard(Meeting meeting, AgendaItem item, TeamCase teamCase) => new()
    {
        MeetingId = meeting.Id.ToString(),
        CaseId = item.CaseId.ToString(),
        Client = teamCase.Facets(),
        Organisation = meeting.Organisation,
        Heard = item.Heard,
        Useful = item.Useful,
        GivenOn = item.FeedbackOn?.ToDate(),
    };

    private static MeetingCancelled Cancelled(Meeting meeting) => new()
    {
        MeetingId = meeting.Id.ToString(),
        Organisation = meeting.Organisation,
        Reason = meeting.EndReason,
        PlannedOn = meeting.OnDay.ToDate(),
    };

    private static MeetingEnteredInError Mistaken(Meeting meeting, DateOnly on) => new()
    {
        MeetingId = meeting.Id.ToString(),
        Organisation = meeting.Organisation,
        Reason = meeting.EndReason,
        EnteredOn = on.ToDate(),
    };

    private static CaseCarriedOver CarriedOver(Meeting meeting, AgendaItem item) => new()
    {
        CaseId = item.CaseId.ToString(),
        ClientId = item.ClientId.ToString(),
        Organisation = meeting.Organisation,
        MeetingId = meeting.Id.ToString(),
        CarriedOverOn = meeting.OnDay.ToDate(),
    };
}
