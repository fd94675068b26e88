using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Refers the client onward from a task, by a referral of its own.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class ReferOnward(
    TaskActions tasks, ReferralKind referrals, Asking asking, Referring referring, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ReferOnwardRequest request, Check check) => check
        .Need("need", request.Need, clock.Today, clock.CodeDay(request.EffectiveAt))
        .Within("need", request.Need, (each, given) => each.NotEmpty("reasons", given.Reasons).Required("reason_for_client", given.ReasonForClient))
        .OptionalCode("service", request.Service, "service", clock.Today)
        .References("external_references", request.ExternalReferences)
        .VoluntarinessTold(request.VoluntarinessTold);

    public Task<ReferOnwardResponse> Handle(ReferOnwardRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.ReferOnward, request.TaskId, request.EffectiveAt),
        referral => new ReferOnwardResponse { Referral = referral },
        work => ReferAsync(request, work));

    private async ValueTask<TaskWork> ReferAsync(ReferOnwardRequest request, TaskWork work)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var referred = work.Do(new OnwardDetails(id));
        var teller = new Teller(work.Referral.ClientId, [work.Call.Caller.Organisation]);
        var asked = await asking.AskAsync(work.Commit, new Question(teller, [request.Receiver], request.Service, request.VoluntarinessTold));
        var day = FinnishTime.DayOf(work.Step.At);
        var by = await referring.OfAsync("need.referring_unit_id", request.Need.ReferringUnitId, request.Need.ReferringService, day, work.Call);
        var (child, transition) = new Referral
        {
            Id = id,
            ClientId = work.Referral.ClientId,
            Sender = work.Call.Caller.Organisation,
            Reasons = [.. request.Need.Reasons],
            Description = request.Need.Description,
            ReasonForClient = request.Need.ReasonForClient,
            Urgency = request.Need.Urgency.OrRoutine(),
            LegalBasis = request.Need.LegalBasis,
            Programme = request.Need.Programme.Length > 0 ? request.Need.Programme : work.Referral.Programme,
            Municipality = work.Referral.Municipality,
            BirthDate = work.Referral.BirthDate,
            Background = work.Referral.Background,
            ReferredBy = by with { FromService = work.Task.Service },
            SubmittedAt = work.Step.At,
            RecordedAt = work.Commit.RecordedAt,
            Parent = new ParentTask(work.Referral.Id, work.TaskId),
        }.Request(Guid.CreateVersion7(time.GetUtcNow()), work.Call.Caller.Organisation, asked, work.Step.At);

        ExternalReferences.Add(work.Commit, child.Sender, child.ObjectType, child.Id, request.ExternalReferences);
        var senderKind = await organisations.KindAsync(child.Sender, work.Call.Cancel);
        await referrals.WriteAsync(work.Commit, child, transition, senderKind, Ids.Optional(request.PathwayStepId));
        return referred with { Shown = (child, request.ExternalReferences) };
    }
}
