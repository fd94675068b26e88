namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Lists the organisation's sessions, newest day first.</summary>
[Access(Team | Role.Manager)]
internal sealed class ListConsultationSessions(Reader reader)
{
    public Task<ListConsultationSessionsResponse> Handle(ListConsultationSessionsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => ConsultationStore.Sessions(call.Caller.Organisation, request.Kind, paging.BeforeDay(), paging.BeforeId(), paging.Limit),
            session => [PagingKeys.DayKey(session.HeldOn), session.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListConsultationSessionsResponse { Sessions = { page.Select(session => session.ToMessage()) } }));
    }
}
