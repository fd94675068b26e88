using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Sends a further task in a referral to another receiver (jatko-ohjaus).</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class SendTask(ReferralKind referrals, Asking asking, Referring referring, ReferralView view, TimeProvider time, IBusinessClock clock)
{
    public void Validate(SendTaskRequest request, Check check) => check
        .OptionalCode("service", request.Service, "service", clock.Today)
        .OptionalCode("referring_service", request.ReferringService, "contacting-service", clock.CodeDay(request.RequestedAt))
        .VoluntarinessTold(request.VoluntarinessTold);

    public Task<SendTaskResponse> Handle(SendTaskRequest request, Call call)
    {
        return referrals.Load(request, call, request.ReferralId).WriteAsync(async (found, commit) =>
        {
            var (before, own, taskId) = (found.Referral, call.Caller.Organisation, Guid.CreateVersion7(time.GetUtcNow()));
            var question = new Question(new(before.ClientId, [before.Sender, own]), [request.Receiver], request.Service, request.VoluntarinessTold);
            var asked = await asking.AskAsync(commit, question);
            var day = clock.CodeDay(request.RequestedAt);
            var by = await referring.OfAsync("referring_unit_id", request.ReferringUnitId, request.ReferringService, day, call);
            var at = clock.EffectiveAt("requested_at", request.RequestedAt, before.AskableSince(own));
            var (now, transition) = before.Request(taskId, own, asked, at, by);

            (await referrals.WriteAsync(commit, before, now, Ids.Optional(request.PathwayStepId)))
                .Transition(transition)
                .Fact(TaskFacts.Requested(now, now.Task(taskId)), now.ClientId.ToString())
                .LogChange(now.ClientId, "task", taskId);
            return new SendTaskResponse { Referral = await view.Of(now.At(now.Version + 1), call, found.References), TaskId = taskId.ToString() };
        });
    }
}
