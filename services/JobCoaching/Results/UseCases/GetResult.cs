namespace Tyokyky.JobCoaching.Results;

/// <summary>Reads a result.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetResult(Reader reader)
{
    public Task<GetResultResponse> Handle(GetResultRequest request, Call call)
    {
        var id = Guid.Parse(request.ResultId);
        return reader
            .Load(call, ResultStore.ById(id))
            .Authorize(result => new AuditSubject(result?.Client.Id, "result", id), result => result?.RelationOf(call.Caller))
            .AnswerAsync((result, _) => ValueTask.FromResult(new GetResultResponse { Result = result!.ToMessage() }));
    }
}
