namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a screening with its proposals.</summary>
[Access(Workers, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetScreening(ScreeningView view, Database database, AccessLog accessLog)
{
    public async Task<GetScreeningResponse> Handle(GetScreeningRequest request, Call call)
    {
        var screening = await database.OneAsync(ScreeningStore.ById(Guid.Parse(request.ScreeningId)), call.Cancel);
        call.SetAuditSubject(screening?.ClientId.ToString(), "screening", request.ScreeningId);
        call.Authorize(screening, screening?.RelationOf(call.Caller));

        await accessLog.ReadAsync(call, screening.ClientId, screening.ObjectType, screening.Id);
        return new GetScreeningResponse { Screening = await view.Of(screening, call) };
    }
}
