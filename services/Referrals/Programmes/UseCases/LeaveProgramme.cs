namespace Tyokyky.Referrals.UseCases;

/// <summary>Notes that a client left a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class LeaveProgramme(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<LeaveProgrammeResponse> Handle(LeaveProgrammeRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (client, programme, ties) = await unitOfWork.LoadAsync(
            call, request, ProgrammeStore.Client(request.Programme, clientId), ProgrammeStore.ByCode(request.Programme), CoordinationStore.TiesTo(clientId, call.Caller, clock.Today));
        call.SetAuditSubject(request.ClientId, "programme-client", "");
        call.Authorize(
            client,
            call.Caller.Organisation == client?.Organisation || call.Caller.Organisation == programme?.Organisation ? Relation.Owner : ties!.RelationOf(call.Caller) & Relation.CaseManager);
        if (call.Replay<LeaveProgrammeResponse>() is { } done)
        {
            return done;
        }

        var left = client.Leave(clock.DayOrToday("left_on", request.LeftOn));

        return await unitOfWork.Commit(call, request)
            .Guard(ProgrammeStore.Leave(left))
            .Fact(ResponsibilityFacts.Left(left), left.ClientId.ToString())
            .LogChange(left.ClientId, "programme-client", left.ClientId)
            .SaveAsync(new LeaveProgrammeResponse { Client = ProgrammeView.Of(left, call) });
    }
}
