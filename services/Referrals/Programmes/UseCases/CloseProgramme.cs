namespace Tyokyky.Referrals.UseCases;

/// <summary>Closes a programme, unless that leaves a client without a case manager.</summary>
[Access(Role.Manager, Relation.Owner)]
internal sealed class CloseProgramme(ProgrammeView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public async Task<CloseProgrammeResponse> Handle(CloseProgrammeRequest request, Call call)
    {
        var (programme, counts) = await unitOfWork.LoadAsync(call, request, ProgrammeStore.ByCode(request.Programme), ProgrammeStore.Counts(request.Programme));
        call.Authorize(programme, programme?.RelationOf(call.Caller));
        if (call.Replay<CloseProgrammeResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, programme.Etag);
        var closed = programme.Close(clock.DayOrToday("closed_on", request.ClosedOn), counts.Ownerless);
        var clients = await database.ListAsync(ProgrammeStore.Clients(programme.Code, null, ownerlessOnly: false, Guid.Empty, int.MaxValue), call.Cancel);

        var commit = unitOfWork.Commit(call, request)
            .Guard(ProgrammeStore.Close(closed))
            .Fact(new ProgrammeClosed { Programme = closed.Code, ClosedOn = closed.ClosedOn!.Value.ToDate() }, closed.Code);
        foreach (var client in clients)
        {
            var left = client with { LeftOn = closed.ClosedOn.Value < client.FromDay ? client.FromDay : closed.ClosedOn.Value };
            commit
                .Guard(ProgrammeStore.Leave(left))
                .Fact(ResponsibilityFacts.Left(left), left.ClientId.ToString())
                .LogChange(left.ClientId, "programme-client", left.ClientId);
        }

        return await commit.SaveAsync(new CloseProgrammeResponse { Programme = await view.Of(closed, call) });
    }
}
