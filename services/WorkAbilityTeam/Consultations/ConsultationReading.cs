using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>How a matter is read; the read of a named one is logged on its client.</summary>
internal sealed class ConsultationReading(Database database, AccessLog accessLog, PermissionState permissions)
{
    public async Task<Matter> OpenAsync(string consultationId, Call call)
    {
        var matter = await database.OneAsync(ConsultationStore.ById(Guid.Parse(consultationId)), call.Cancel);
        call.SetAuditSubject(matter?.ClientId?.ToString(), "consultation", consultationId);
        call.Authorize(matter, matter?.RelationOf(call.Caller));
        if (matter.ClientId is not { } client) { return matter; }

        // A split of the client's ids that is not heard of must not open anything.
        if (call.Caller.OtherClientIds.Contains(client))
        {
            await permissions.MustBeCurrentAsync(client, call.Cancel);
        }

        await accessLog.ReadAsync(call, client, matter.ObjectType, matter.Id);
        return matter;
    }
}
