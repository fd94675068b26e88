using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Reads the client's case manager and the ones before.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
internal sealed class GetCaseManager(OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<GetCaseManagerResponse> Handle(GetCaseManagerRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (ties, appointments) = await database.ManyAsync(
            ClientTieStore.Of(clientId, call.Caller, clock.Today), CoordinationStore.CaseManagersOf(clientId), call.Cancel);
        call.SetAuditSubject(request.ClientId, "case-management", request.ClientId);
        call.Authorize(ties?.RelationOf(call.Caller));
        var known = ties!.SeesEverybody(call.Caller)
            ? null
            : await database.OneAsync(KnownOrganisations.Of(clientId, call.Caller.Organisation, clock.Today), call.Cancel);
        if (appointments is not { Count: > 0 } || !appointments.Any(IsKnown))
        {
            throw CaseManagementErrors.NoneNamed();
        }

        var name = await organisations.NamesAsync(appointments.Select(appointment => appointment.Organisation), call.Cancel);
        var response = new GetCaseManagerResponse
        {
            Etag = CaseManagement.Of(clientId, appointments).Etag,
            RecordedAt = appointments[^1].RecordedAt.ToTimestamp(),
        };
        for (var i = appointments.Count - 1; i >= 0; i--)
        {
            if (appointments[i].IsEnd || !IsKnown(appointments[i]))
            {
                continue;
            }

            var manager = appointments[i].ToMessage(clientId, i + 1 < appointments.Count ? appointments[i + 1].FromDay : null, name);
            if (i == appointments.Count - 1)
            {
                response.CaseManager = manager;
            }
            else
            {
                response.History.Add(manager);
            }
        }

        await accessLog.ReadAsync(call, clientId, "case-management", clientId);
        return response;

        bool IsKnown(Appointment appointment) => known is null || known.Contains(appointment.Organisation);
    }
}
