namespace Tyokyky.Referrals.UseCases;

/// <summary>Says what became of a consultation or network meeting that a contact opened.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Owner)]
internal sealed class EndContactFollowUp(ContactView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public static void Validate(EndContactFollowUpRequest request, Check check) => check.That(request.Status is ContactFollowUpStatus.Held or ContactFollowUpStatus.Cancelled, "status", "VALUE_UNKNOWN", "held or cancelled");

    public async Task<EndContactFollowUpResponse> Handle(EndContactFollowUpRequest request, Call call)
    {
        var followUpId = Guid.Parse(request.FollowUpId);

        var (contact, followUps) = await unitOfWork.LoadAsync(call, request, ContactStore.ByFollowUp(followUpId), ContactStore.FollowUpsBeside(followUpId));
        contact?.FollowUps.AddRange(followUps!);
        call.SetAuditSubject(contact?.ClientId?.ToString(), "contact", contact?.Id.ToString() ?? "");
        call.Authorize(contact, contact?.RelationOf(call.Caller));
        if (call.Replay<EndContactFollowUpResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, contact.Etag);
        var ended = contact.End(followUpId, request.Status, clock.DayOrToday("ended_on", request.EndedOn));
        if (ended.NetworkMeetingId is { } meeting)
        {
            throw NetworkErrors.AlreadyConvened(meeting);
        }

        return await unitOfWork.Commit(call, request)
            .EndFollowUp(contact, ended, clock.Now)
            .SaveAsync(new EndContactFollowUpResponse { Contact = await view.Of(contact, call, contact.Version + 1) });
    }
}
