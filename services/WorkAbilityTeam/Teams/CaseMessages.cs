namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Cases as messages and in facts.</summary>
internal static class CaseMessages
{
    public static Case ToMessage(this TeamCase teamCase)
    {
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
            Etag = teamCase.Etag,
        };
        message.Meetings.AddRange(teamCase.Meetings.Select(ToMessage));
        message.Coachings.AddRange(teamCase.Coachings.Select(coaching => new CaseCoaching
        {
            CoachingId = coaching.CoachingId.ToString(),
            MeasureId = coaching.MeasureId,
            State = coaching.State,
            Outcome = coaching.Outcome,
        }));
        return message;
    }

    /// <summary>What facts tell of the client for counting.</summary>
    public static ClientFacets Facets(this TeamCase teamCase) => teamCase.Client.Facets();

    private static CaseMeeting ToMessage(CaseHandling handling)
    {
        var message = new CaseMeeting
        {
            MeetingId = handling.MeetingId.ToString(),
            HeldOn = handling.HeldOn.ToDate(),
            ClientPart = handling.ClientPart,
            Recommendation = handling.Recommendation,
        };
        message.Actions.AddRange(
            handling.Actions.Select(action => new AgreedAction { Text = action.Text, Owner = action.Owner, DueOn = action.DueOn.ToDate() }));
        return message;
    }
}
