namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Lists the periods of the caller's organisation, to a client the own ones; newest first.</summary>
[Access(Team | Role.Manager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListFunctionalPeriods(Reader reader)
{
    public Task<ListFunctionalPeriodsResponse> Handle(ListFunctionalPeriodsRequest request, Call call)
    {
        var filter = new PeriodFilter(Ids.Optional(request.ClientId), Ids.Optional(request.CaseId), request.State);

        // The client's own are every organisation's.
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "functional-period", "");
            call.Authorize(filter.ClientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
        }

        var viewer = PeriodReader.Of(call.Caller, isClient ? Relation.Client : Relation.Owner);
        return reader.ListAsync(
            request,
            call,
            paging => PeriodStore.Of(isClient ? null : call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            period => [period.Id.ToString()],
            period => new Touch(period.Client.Id, period.ObjectType, period.Id.ToString()),
            page => ValueTask.FromResult(new ListFunctionalPeriodsResponse { Periods = { page.Select(period => period.ToMessage(viewer)) } }));
    }
}
