namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Lists matters asked of the caller's organisation, or by it.</summary>
[Access(Team | Role.Coach | Role.Referrer | Role.Manager)]
internal sealed class ListConsultations(Reader reader, IBusinessClock clock)
{
    public void Validate(ListConsultationsRequest request, Check check) => check.OptionalCode("topic", request.Topic, "contact-topic", clock.Today);

    public Task<ListConsultationsResponse> Handle(ListConsultationsRequest request, Call call)
    {
        // Coaches and referrers see what their organisation asked; what it is asked is the team's.
        var isAsker = (call.Role & (Team | Role.Manager)) == Role.None;
        var filter = new MatterFilter(
            request.AskedByUs || isAsker, request.State, request.Kind, request.Topic, request.OverdueOnly ? clock.Today : null);

        return reader.ListAsync(
            request,
            call,
            paging => ConsultationStore.Of(call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            matter => [matter.Id.ToString()],
            matter => matter.ClientId is { } client ? new Touch(client, matter.ObjectType, matter.Id.ToString()) : null,
            page => ValueTask.FromResult(new ListConsultationsResponse { Consultations = { page.Select(matter => matter.ToMessage(clock.Today)) } }));
    }
}
