using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Closes a programme, unless that leaves a client without a case manager.</summary>
[Access(Role.Manager, Relation.Owner)]
internal sealed class CloseProgramme(ProgrammeView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public Task<CloseProgrammeResponse> Handle(CloseProgrammeRequest request, Call call)
    {
        return unitOfWork
            .Load(
                request,
                call,
                ProgrammeStore.ByCode(request.Programme).Unguarded("closing it guards it by its version"),
                ProgrammeStore.Counts(request.Programme).Unguarded("the commit itself finds that nobody is left without a case manager"),
                (programme, counts) => (Programme: programme, Counts: counts!))
            .Authorize(_ => new AuditSubject(null, "programme", request.Programme), found => found.Programme?.RelationOf(call.Caller))
            .Match(found => found.Programme!.Etag)
            .WriteAsync(async (found, commit) =>
            {
                var closed = found.Programme!.Close(clock.DayOrToday("closed_on", request.ClosedOn), found.Counts.Ownerless);
                commit
                    .Guard(ProgrammeStore.ProgrammeRow.Update(closed))
                    .GuardAbsence(ProgrammeStore.OwnerlessIn(closed.Code))
                    .Fact(new ProgrammeClosed { Programme = closed.Code, ClosedOn = closed.ClosedOn!.Value.ToDate() }, closed.Code);
                await LeaveAsync(commit, closed);
                return new CloseProgrammeResponse { Programme = await view.Of(closed with { Version = closed.Version + 1 }, call) };
            });
    }

    // Whoever is still in it leaves with it.
    private async Task LeaveAsync(Commit commit, Programme closed)
    {
        var on = closed.ClosedOn!.Value;
        var clients = await database.ListAsync(ProgrammeStore.Clients(closed.Code, null, ownerlessOnly: false, Guid.Empty, int.MaxValue), commit.Call.Cancel);
        foreach (var client in clients)
        {
            var left = client with { LeftOn = on < client.FromDay ? client.FromDay : on };
            commit
                .Guard(ProgrammeStore.Leave(left))
                .Fact(ProgrammeFacts.Left(left), left.ClientId.ToString())
                .LogChange(left.ClientId, "programme-client", left.ClientId);
        }
    }
}
