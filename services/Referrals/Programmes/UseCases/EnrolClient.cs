namespace Tyokyky.Referrals.UseCases;

/// <summary>Takes a client into a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Known)]
internal sealed class EnrolClient(UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public async Task<EnrolClientResponse> Handle(EnrolClientRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (programme, own, referrers) = await unitOfWork.LoadAsync(
            call, request, ProgrammeStore.ByCode(request.Programme), ClientStore.Own(clientId, call.Caller.Organisation), ClientStore.OfReferrer(clientId, call.Caller.Organisation));
        var record = own ?? referrers;
        call.SetAuditSubject(request.ClientId, "programme-client", "");
        call.Authorize(record, own is not null ? Relation.Controller : Relation.Receiver);
        if (call.Replay<EnrolClientResponse>() is { } done)
        {
            return done;
        }

        (programme ?? throw ProgrammeErrors.Unknown()).RequireOpen();
        if (await database.OneAsync(ProgrammeStore.Client(programme.Code, clientId), call.Cancel) is not null)
        {
            throw ProgrammeErrors.AlreadyIn();
        }

        var client = new ProgrammeClient(programme.Code, clientId, call.Caller.Organisation, clock.DayOrToday("from_day", request.FromDay), null);

        return await unitOfWork.Commit(call, request)
            .Lock(ClientLocks.Rely(ClientLocks.CaseManagement, clientId))
            .Guard(ProgrammeStore.Bump(programme))
            .Add(ProgrammeStore.Insert(client))
            .OnViolation(ProgrammeStore.ClientKey, ProgrammeErrors.AlreadyIn)
            .OnViolation(ProgrammeStore.OpenIndex, ProgrammeErrors.AlreadyIn)
            .Fact(new ClientEnrolled { Client = Facets.Of(record, client.FromDay, programme.Code), Organisation = client.Organisation, FromDay = client.FromDay.ToDate() }, clientId.ToString())
            .LogChange(clientId, "programme-client", clientId)
            .SaveAsync(new EnrolClientResponse { Client = ProgrammeView.Of(client, call) });
    }
}
