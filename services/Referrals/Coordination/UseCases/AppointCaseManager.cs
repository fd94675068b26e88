using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Names the client's case manager (asiakasvastaava), who takes over without a gap.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
internal sealed class AppointCaseManager(
    CaseManagementChange management, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AppointCaseManagerRequest request, Check check) => check
        .OptionalProgramme("programme", request.Programme)
        .OptionalCode("reason", request.Reason, "reassignment-reason", clock.Today);

    public Task<AppointCaseManagerResponse> Handle(AppointCaseManagerRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientTieStore.Of(clientId, call.Caller, clock.Today).Unguarded("who may is judged when the call is made"),
                CoordinationStore.CaseManagersOf(clientId).Unguarded("the appointment guards the case management by its version"),
                (ties, appointments) => (Ties: ties!, Management: CaseManagement.Of(clientId, appointments!)))
            .Authorize(_ => new AuditSubject(clientId, "case-management", clientId), found => found.Ties.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                // First of all: the etag of a case management that the caller does not know of is told to nobody.
                found.Ties.MustKnowCaseManager(call.Caller);
                call.MustMatch(found.Management.SeenEtag);
                var from = clock.DayOrToday("from_day", request.FromDay);
                var appointment = new Appointment(request.Worker, request.WorkerName, call.Caller.Organisation, from, time.GetUtcNow(), request.Programme);
                management.Write(commit, found.Management, found.Management.Appoint(appointment, request.Reason, clock.Now));
                return new AppointCaseManagerResponse
                {
                    CaseManager = appointment.ToMessage(clientId, nextFrom: null, await organisations.NamesAsync([appointment.Organisation], call.Cancel)),
                    Etag = found.Management.At(found.Management.Version + 1).Etag,
                };
            });
    }
}
