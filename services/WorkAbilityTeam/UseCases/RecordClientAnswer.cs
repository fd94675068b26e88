namespace Tyokyky.WorkAbilityTeam.UseCases;

/// <summary>Records what the client answered to the plan. The answer is no fact: a decline is nobody else's business.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordClientAnswer(UnitOfWork unitOfWork, PermissionState permissions, IBusinessClock clock)
{
    public static void Validate(RecordClientAnswerRequest request, Check check) => check.Range("version", request.Version, 1, int.MaxValue);

    public async Task<RecordClientAnswerResponse> Handle(RecordClientAnswerRequest request, Call call)
    {
        var plan = await unitOfWork.LoadAsync(call, request, PlanStore.ById(Guid.Parse(request.PlanId)));
        call.SetAuditSubject(plan?.ClientId.ToString(), "plan", request.PlanId);
        call.Authorize(plan, plan?.RelationOf(call.Caller));
        if (call.Caller.OtherClientIds.Contains(plan.ClientId))
        {
            await permissions.MustBeCurrentAsync(plan.ClientId, call.Cancel);
        }

        if (call.Replay<RecordClientAnswerResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, plan.Etag);
        var (answered, transition) = plan.Answer(request.Version, request.Answer, request.Comment, clock.DayOrToday("answered_on", request.AnsweredOn));

        return await unitOfWork.Commit(call, request)
            .Guard(PlanStore.Update(answered))
            .Add(PlanStore.Answer(answered))
            .Transition(transition)
            .LogChange(answered.ClientId, answered.ObjectType, answered.Id)
            .SaveAsync(new RecordClientAnswerResponse { Plan = answered.ToMessage() });
    }
}
