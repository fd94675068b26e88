namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Lists the measurements of the caller's organisation, to a client the own ones; newest first.</summary>
[Access(Team | Role.Manager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListMeasurements(Reader reader)
{
    public Task<ListMeasurementsResponse> Handle(ListMeasurementsRequest request, Call call)
    {
        var filter = new MeasurementFilter(Ids.Optional(request.ClientId), Ids.Optional(request.CaseId), request.State);

        // The client's own are every organisation's.
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "measurement", "");
            call.Authorize(filter.ClientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
        }

        var readsValues = MeasurementMessages.ReadsValues(call.Caller, isClient ? Relation.Client : Relation.Owner);
        return reader.ListAsync(
            request,
            call,
            paging => MeasurementStore.Of(isClient ? null : call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            measurement => [measurement.Id.ToString()],
            measurement => new Touch(measurement.Client.Id, measurement.ObjectType, measurement.Id.ToString()),
            page => ValueTask.FromResult(
                new ListMeasurementsResponse { Measurements = { page.Select(measurement => measurement.ToMessage(readsValues)) } }));
    }
}
