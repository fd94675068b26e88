namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a pathway.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetPathway(PathwayView view, ClientRelations relations, Database database, AccessLog accessLog)
{
    public async Task<GetPathwayResponse> Handle(GetPathwayRequest request, Call call)
    {
        var pathwayId = Guid.Parse(request.PathwayId);

        var (found, steps) = await database.ManyAsync(PathwayStore.ById(pathwayId), PathwayStore.StepsOf(pathwayId), call.Cancel);
        var pathway = found is null ? null : found with { Steps = steps! };
        var ties = pathway is null ? Relation.None : await relations.OfAsync(pathway.ClientId, pathway.Organisation, call);
        call.SetAuditSubject(pathway?.ClientId.ToString(), "pathway", request.PathwayId);
        call.Authorize(pathway, pathway?.RelationOf(call.Caller, ties));

        await accessLog.ReadAsync(call, pathway.ClientId, pathway.ObjectType, pathway.Id);
        return new GetPathwayResponse { Pathway = await view.Of(pathway, call, ties) };
    }
}
