namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Reads a follow-up.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetFollowUp(Reader reader)
{
    public Task<GetFollowUpResponse> Handle(GetFollowUpRequest request, Call call)
    {
        var id = Guid.Parse(request.FollowUpId);
        return reader
            .Load(call, FollowUpStore.ById(id))
            .Authorize(followUp => new AuditSubject(followUp?.Client.Id, "follow-up", id), followUp => followUp?.RelationOf(call.Caller))
            .AnswerAsync((followUp, _) => ValueTask.FromResult(new GetFollowUpResponse { FollowUp = followUp!.ToMessage() }));
    }
}
