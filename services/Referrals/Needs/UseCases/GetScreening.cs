namespace Tyokyky.Referrals.Needs;

/// <summary>Reads a screening with its proposals.</summary>
[Access(Workers, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetScreening(ScreeningView view, Reader reader)
{
    public Task<GetScreeningResponse> Handle(GetScreeningRequest request, Call call)
    {
        var id = Guid.Parse(request.ScreeningId);

        return reader
            .Load(call, ScreeningStore.ById(id))
            .Authorize(screening => new AuditSubject(screening?.ClientId, "screening", id), screening => screening?.RelationOf(call.Caller))
            .AnswerAsync(async (screening, _) => new GetScreeningResponse { Screening = await view.Of(screening!, call) });
    }
}
