namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Lists the cases of the caller's organisation, or those of others that are open to the caller, newest first.</summary>
[Access(Partners)]
internal sealed class ListCases(CaseView view, CaseRelations relations, Reader reader, IBusinessClock clock)
{
    public Task<ListCasesResponse> Handle(ListCasesRequest request, Call call)
    {
        var filter = new CaseFilter(
            request.State, Ids.Optional(request.ClientId), Ids.Optional(request.TaskId), Ids.Optional(request.TeamId), request.CarriedOverOnly);
        // Who only may be a member somewhere has no cases of the own organisation.
        var shared = request.Shared || (call.Caller.Roles & Team) == Role.None;
        return reader.ListAsync(
            request,
            call,
            paging => shared
                ? CaseStore.OpenTo(call.Caller, clock.Today, filter, paging.BeforeId(), paging.Limit)
                : CaseStore.OfTeam(call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            teamCase => [teamCase.Id.ToString()],
            teamCase => new Touch(teamCase.Client.Id, teamCase.ObjectType, teamCase.Id.ToString()),
            async page =>
            {
                if (shared)
                {
                    await relations.MustBeCurrentAsync([.. page.Select(teamCase => teamCase.Client.Id)], call);
                }

                return new ListCasesResponse { Cases = { await view.OfAsync(page, shared ? Relation.NamedParticipant : Relation.Owner, call) } };
            });
    }
}
