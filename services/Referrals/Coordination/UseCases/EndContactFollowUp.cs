namespace Tyokyky.Referrals.Coordination;

/// <summary>Says what became of a consultation or network meeting that a contact opened.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class EndContactFollowUp(ContactKind contacts, IBusinessClock clock)
{
    public static void Validate(EndContactFollowUpRequest request, Check check) => check
        .That(request.Status is ContactFollowUpStatus.Held or ContactFollowUpStatus.Cancelled, "status", "VALUE_UNKNOWN", "held or cancelled");

    public Task<EndContactFollowUpResponse> Handle(EndContactFollowUpRequest request, Call call)
    {
        var followUpId = Guid.Parse(request.FollowUpId);

        return contacts.ChangeAsync(
            request,
            call,
            ContactStore.OfFollowUp(followUpId),
            contact =>
            {
                var ended = contact.End(followUpId, request.Status, clock.DayOrToday("ended_on", request.EndedOn), clock.Now);
                return contact.FollowUp(followUpId).NetworkMeetingId is { } meeting ? throw ContactErrors.AlreadyConvened(meeting) : ended;
            },
            contact => new EndContactFollowUpResponse { Contact = contact });
    }
}
