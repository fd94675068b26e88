using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Agreed actions. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class AgreedActionsGrpcService : AgreedActionsService.AgreedActionsServiceBase
{
    public override Task<ListAgreedActionsResponse> ListAgreedActions(ListAgreedActionsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListAgreedActions>().Handle);

    public override Task<ChangeAgreedActionResponse> ChangeAgreedAction(ChangeAgreedActionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ChangeAgreedAction>().Handle);

    public override Task<CompleteAgreedActionResponse> CompleteAgreedAction(CompleteAgreedActionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CompleteAgreedAction>().Handle);

    public override Task<CancelAgreedActionResponse> CancelAgreedAction(CancelAgreedActionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CancelAgreedAction>().Handle);
}
