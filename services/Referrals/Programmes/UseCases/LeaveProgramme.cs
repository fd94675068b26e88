using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Notes that a client left a programme.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class LeaveProgramme(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public Task<LeaveProgrammeResponse> Handle(LeaveProgrammeRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ProgrammeStore.Client(request.Programme, clientId).Unguarded("leaving guards it: the time in it that was read has not ended"),
                ProgrammeStore.ByCode(request.Programme).Unguarded("who may is judged when the call is made"),
                ClientTieStore.Of(clientId, call.Caller, clock.Today).Unguarded("who may is judged when the call is made"),
                (client, programme, ties) => (Client: client, Programme: programme, Ties: ties!))
            .Authorize(
                _ => new AuditSubject(clientId, "programme-client", ""),
                found => found.Client is null ? null
                    : call.Caller.Organisation == found.Client.Organisation || call.Caller.Organisation == found.Programme?.Organisation ? Relation.Owner
                    : found.Ties.RelationOf(call.Caller) & Relation.CaseManager)
            .WriteAsync((found, commit) =>
            {
                var left = found.Client!.Leave(clock.DayOrToday("left_on", request.LeftOn));
                commit
                    .Guard(ProgrammeStore.Leave(left))
                    .Fact(ProgrammeFacts.Left(left), left.ClientId.ToString())
                    .LogChange(left.ClientId, "programme-client", left.ClientId);
                return ValueTask.FromResult(new LeaveProgrammeResponse { Client = ProgrammeView.Of(left, call) });
            });
    }
}
