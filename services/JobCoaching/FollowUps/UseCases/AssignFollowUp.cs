using Tyokyky.JobCoaching.Clients;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Names who sees to a follow-up.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class AssignFollowUp(FollowUpKind followUps, Database database, IBusinessClock clock)
{
    public Task<AssignFollowUpResponse> Handle(AssignFollowUpRequest request, Call call)
    {
        return followUps.ChangeAsync(
            request,
            call,
            FollowUpStore.Whole(Guid.Parse(request.FollowUpId)),
            async followUp =>
            {
                await RequireWorkerAsync(request.Owner, call);
                var isNobodys = request.Owner.Length == 0 && followUp.CoachingId is null;
                return followUp.Assign(isNobodys ? call.Caller.Subject : request.Owner, clock.Today);
            },
            followUp => new AssignFollowUpResponse { FollowUp = followUp });
    }

    private async ValueTask RequireWorkerAsync(string owner, Call call)
    {
        if (owner.Length > 0 && owner != call.Caller.Subject
            && await database.OneAsync(KnownReferralsStore.Worker(call.Caller.Organisation, owner, clock.Today), call.Cancel) is null)
        {
            throw FollowUpErrors.WorkerUnknown();
        }
    }
}
