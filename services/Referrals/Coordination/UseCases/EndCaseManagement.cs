using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Ends a client's case management, when nothing is under way that needs a case manager.</summary>
[Access(Role.Coordinator | Role.TeamMember, Known)]
internal sealed class EndCaseManagement(ICaseManagementFollowers followers, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(EndCaseManagementRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "responsibility-end-reason", clock.CodeDay(request.FromDay));

    public Task<EndCaseManagementResponse> Handle(EndCaseManagementRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientTieStore.Of(clientId, call.Caller, clock.Today).Unguarded("who may is judged when the call is made"),
                CoordinationStore.CaseManagersOf(clientId).Unguarded("the end guards the case management by its version"),
                followers.Needing(clientId).Unguarded("the commit itself finds that nothing needs a case manager, behind a lock"),
                (ties, appointments, needing) => (Ties: ties!, Management: CaseManagement.Of(clientId, appointments!), Needing: needing))
            .Authorize(_ => new AuditSubject(clientId, "case-management", clientId), found => found.Ties.RelationOf(call.Caller))
            .WriteAsync((found, commit) =>
            {
                var before = found.Management;
                // First of all: the etag of a case management that the caller does not know of is told to nobody.
                found.Ties.MustKnowCaseManager(call.Caller);
                call.MustMatch(before.SeenEtag);
                // Then its end: what the client is in is not told to who asks about nobody's case management.
                var (now, transition) = before.End(clock.DayOrToday("from_day", request.FromDay), request.Reason, clock.Now, time.GetUtcNow());
                if (found.Needing is { } needed)
                {
                    throw needed;
                }

                followers.GuardNoNeed(commit.Lock(ClientLocks.Change(ClientLocks.CaseManagement, clientId)), clientId)
                    .Change(before, CoordinationStore.Bump(before))
                    .Add(CoordinationStore.Insert(before, now.Appointments[^1]))
                    .Transition(transition)
                    .Fact(FactOf(before, now, request.Reason), before.ClientId.ToString())
                    .LogChange(clientId, before.ObjectType, clientId);
                return ValueTask.FromResult(new EndCaseManagementResponse { Etag = before.At(before.Version + 1).Etag });
            });
    }

    private static CaseManagementEnded FactOf(CaseManagement before, CaseManagement now, string reason) => new()
    {
        ClientId = before.ClientId.ToString(),
        Organisation = before.Current!.Organisation,
        FromDay = now.Appointments[^1].FromDay.ToDate(),
        Reason = reason,
    };
}
