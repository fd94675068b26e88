using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Lists a client's responsible people with the case manager and today's deputy.</summary>
[Access(Workers, Known | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListResponsiblePeople(
    ResponsibilityView view, OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<ListResponsiblePeopleResponse> Handle(ListResponsiblePeopleRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (ties, manager, people) = await database.ManyAsync(
            ClientTieStore.Of(clientId, call.Caller, clock.Today),
            ResponsibilityStore.CaseManager(clientId, clock.Today),
            ResponsibilityStore.Of(clientId, request.IncludeEnded, clock.Today),
            call.Cancel);
        call.SetAuditSubject(request.ClientId, "responsibility", "");
        call.Authorize(ties!.RelationOf(call.Caller) | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None));

        var known = call.Role == Role.Client || ties.SeesEverybody(call.Caller)
            ? null
            : await database.OneAsync(KnownOrganisations.Of(clientId, call.Caller.Organisation, clock.Today), call.Cancel);
        var response = new ListResponsiblePeopleResponse();
        if (manager is not null && known?.Contains(manager.Organisation) != false)
        {
            (response.CaseManager, response.CaseManagerName) = (manager.Worker, manager.WorkerName);
            (response.CaseManagerOrganisation, response.CaseManagerOrganisationName) =
                (manager.Organisation, await organisations.NameAsync(manager.Organisation, call.Cancel));
            (response.Deputy, response.DeputyName) = (manager.Deputy, manager.DeputyName);
        }

        foreach (var person in people!.Where(person => known?.Contains(person.Organisation) != false))
        {
            response.People.Add(await view.Of(person, call));
        }

        await accessLog.ReadAsync(call, clientId, "responsibility", clientId);
        return response;
    }
}
