namespace Tyokyky.Referrals.UseCases;

/// <summary>Refers the client onward from a task, by a referral of its own.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class ReferOnward(TaskChange change, Asking asking, OrganisationStore organisations, TimeProvider time, IBusinessClock clock)
{
    public Task<ReferOnwardResponse> Handle(ReferOnwardRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.ReferOnward, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Shape = check => check
                .WholeNeed("need", request.Need, clock.Today)
                .Required("receiver", request.Receiver)
                .Code("service", request.Service, "service", clock.Today)
                .References("external_references", request.ExternalReferences)
                .VoluntarinessTold(request.VoluntarinessTold),
        },
        request,
        call,
        referral => new ReferOnwardResponse { Referral = referral },
        work => ReferAsync(request, work));

    private async ValueTask ReferAsync(ReferOnwardRequest request, TaskWork work)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        work.Do(new OnwardDetails(id));
        var asked = await asking.AskAsync(work.Commit, new Question(new(work.Referral.ClientId, [work.Call.Caller.Organisation]), [request.Receiver], request.Service, request.VoluntarinessTold));
        var child = new Referral
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
            SubmittedAt = work.Step.At,
            RecordedAt = work.Commit.RecordedAt,
            Parent = new ParentTask(work.Referral.Id, work.Task.Id),
        };
        var (task, transition) = child.Request(Guid.CreateVersion7(time.GetUtcNow()), child.Sender, asked, work.Step.At);

        ExternalReferences.Add(work.Commit, child.Sender, child.ObjectType, child.Id, request.ExternalReferences);
        work.Commit
            .Add(ReferralStore.Insert(child))
            .Add(ReferralStore.Insert(task))
            .Transition(transition)
            .Fact(TaskFacts.Submitted(child, await organisations.KindAsync(child.Sender, work.Call.Cancel)), child.ClientId.ToString())
            .Fact(TaskFacts.Requested(child, task), child.ClientId.ToString())
            .LogChange(child.ClientId, child.ObjectType, child.Id);
        work.Shown = (child, request.ExternalReferences);
    }
}
