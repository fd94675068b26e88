namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Reads a coaching.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetCoaching(Database database, AccessLog accessLog)
{
    public async Task<GetCoachingResponse> Handle(GetCoachingRequest request, Call call)
    {
        var coaching = await database.OneAsync(CoachingStore.ById(Guid.Parse(request.CoachingId)), call.Cancel);
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));

        await accessLog.ReadAsync(call, coaching.Client.Id, coaching.ObjectType, coaching.Id);
        return new GetCoachingResponse { Coaching = coaching.ToMessage() };
    }
}
