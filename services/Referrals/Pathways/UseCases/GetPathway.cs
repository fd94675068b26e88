using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Reads a pathway.</summary>
[Access(Workers, Shared)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetPathway(PathwayView view, ClientRelations relations, Reader reader)
{
    public Task<GetPathwayResponse> Handle(GetPathwayRequest request, Call call)
    {
        var id = Guid.Parse(request.PathwayId);
        return reader
            .Load(call, PathwayStore.ById(id), PathwayStore.StepsOf(id), (pathway, steps) => pathway is null ? null : pathway with { Steps = steps! })
            .Authorize(
                pathway => new AuditSubject(pathway?.ClientId, "pathway", id),
                async pathway => pathway?.RelationOf(call.Caller, await relations.OfAsync(pathway.ClientId, pathway.Organisation, call)))
            .AnswerAsync(async (pathway, relation) => new GetPathwayResponse { Pathway = await view.Of(pathway!, call, relation) });
    }
}
