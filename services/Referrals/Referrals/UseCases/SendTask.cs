namespace Tyokyky.Referrals.UseCases;

/// <summary>Sends a further task in a referral to another receiver (jatko-ohjaus).</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class SendTask(Asking asking, ReferralView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(SendTaskRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.Today)
        .VoluntarinessTold(request.VoluntarinessTold);

    public async Task<SendTaskResponse> Handle(SendTaskRequest request, Call call)
    {
        var id = Guid.Parse(request.ReferralId);

        var (referral, tasks, mine) = await unitOfWork.LoadAsync(call, request, ReferralStore.ById(id), ReferralStore.TasksOf(id), ExternalReferences.Of(id, call.Caller.Organisation));
        referral?.Tasks.AddRange(tasks!);
        call.SetAuditSubject(referral?.ClientId.ToString(), "referral", request.ReferralId);
        call.Authorize(referral, referral?.RelationOf(call.Caller));
        if (call.Replay<SendTaskResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, referral.Etag, id => referral.TellsWho(id, call.Caller));
        var commit = unitOfWork.Commit(call, request);
        var asked = await asking.AskAsync(commit, new Question(new(referral.ClientId, [referral.Sender, call.Caller.Organisation]), [request.Receiver], request.Service, request.VoluntarinessTold));
        var (task, transition) = referral.Request(Guid.CreateVersion7(time.GetUtcNow()), call.Caller.Organisation, asked, clock.EffectiveAt("requested_at", request.RequestedAt));

        return await commit
            .Guard(ReferralStore.Bump(referral))
            .Add(ReferralStore.Insert(task))
            .Transition(transition)
            .Fact(TaskFacts.Requested(referral, task), referral.ClientId.ToString())
            .LogChange(referral.ClientId, "task", task.Id)
            .SaveAsync(new SendTaskResponse { Referral = await view.Of(referral.Bumped(), call, mine!), TaskId = task.Id.ToString() });
    }
}
