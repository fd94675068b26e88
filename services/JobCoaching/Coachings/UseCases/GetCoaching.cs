namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Reads a coaching.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetCoaching(Reader reader)
{
    public Task<GetCoachingResponse> Handle(GetCoachingRequest request, Call call)
    {
        var id = Guid.Parse(request.CoachingId);
        return reader
            .Load(call, CoachingStore.ById(id))
            .Authorize(coaching => new AuditSubject(coaching?.Client.Id, "coaching", id), coaching => coaching?.RelationOf(call.Caller))
            .AnswerAsync((coaching, _) => ValueTask.FromResult(new GetCoachingResponse { Coaching = coaching!.ToMessage() }));
    }
}
