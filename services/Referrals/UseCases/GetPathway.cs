using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a pathway.</summary>
internal sealed class GetPathway(PathwayView view, Database database, AccessLog accessLog, IBusinessClock clock)
{
    public async Task<GetPathwayResponse> Handle(GetPathwayRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("pathway_id", request.PathwayId));
        var pathwayId = Guid.Parse(request.PathwayId);

        var (found, steps) = await database.ManyAsync(PathwayStore.ById(pathwayId), PathwayStore.StepsOf(pathwayId), call.Cancel);
        var pathway = found is null ? null : found with { Steps = steps! };
        var ties = pathway is null ? null : await database.OneAsync(CoordinationStore.TiesTo(pathway.ClientId, call.Caller, clock.Today), call.Cancel);
        call.Concerns(pathway?.ClientId.ToString(), "pathway", request.PathwayId);
        call.Admit(pathway, pathway?.RelationOf(call.Caller, ties!.RelationOf(call.Caller)));

        await accessLog.ReadAsync(call, pathway.ClientId, pathway.ObjectType, pathway.Id);
        return new GetPathwayResponse { Pathway = await view.Of(pathway, call, ties!.RelationOf(call.Caller)) };
    }
}
