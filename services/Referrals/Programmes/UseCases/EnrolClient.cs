using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Takes a client into a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Known)]
internal sealed class EnrolClient(UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public Task<EnrolClientResponse> Handle(EnrolClientRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ProgrammeStore.ByCode(request.Programme).Unguarded("taking somebody in guards it by its version"),
                ClientStore.Own(clientId, call.Caller.Organisation).Unguarded("the fact tells what was known of the client when it was recorded"),
                ClientStore.OfReferrer(clientId, call.Caller.Organisation).Unguarded("the same of the referrer's record"),
                (programme, own, referrers) => (Programme: programme, Record: own ?? referrers, IsOwn: own is not null))
            .Authorize(
                _ => new AuditSubject(clientId, "programme-client", ""),
                found => found.Record is null ? null : found.IsOwn ? Relation.Controller : Relation.Receiver)
            .WriteAsync(async (found, commit) =>
            {
                var programme = found.Programme ?? throw ProgrammeErrors.Unknown();
                programme.RequireOpen();
                if (await database.OneAsync(ProgrammeStore.Client(programme.Code, clientId), call.Cancel) is not null)
                {
                    throw ProgrammeErrors.AlreadyIn();
                }

                var client = new ProgrammeClient(programme.Code, clientId, call.Caller.Organisation, clock.DayOrToday("from_day", request.FromDay), null);
                commit
                    .Lock(ClientLocks.Rely(ClientLocks.CaseManagement, clientId))
                    .Guard(ProgrammeStore.Bump(programme))
                    .Add(ProgrammeStore.ProgrammeClientRow.Insert(client))
                    .OnViolation(ProgrammeStore.ClientKey, ProgrammeErrors.AlreadyIn)
                    .OnViolation(ProgrammeStore.OpenIndex, ProgrammeErrors.AlreadyIn)
                    .Fact(FactOf(client, found.Record!), clientId.ToString())
                    .LogChange(clientId, "programme-client", clientId);
                return new EnrolClientResponse { Client = ProgrammeView.Of(client, call) };
            });
    }

    private static ClientEnrolled FactOf(ProgrammeClient client, ClientRecord record) => new()
    {
        Client = Facets.Of(record, client.FromDay, client.Programme),
        Organisation = client.Organisation,
        FromDay = client.FromDay.ToDate(),
    };
}
