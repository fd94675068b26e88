using Grpc.Core;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Metrics.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Metrics;

/// <summary>The indicator registry and its figures. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class IndicatorsGrpcService : IndicatorsService.IndicatorsServiceBase
{
    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListIndicators>().Handle);

    public override Task<GetIndicatorResponse> GetIndicator(GetIndicatorRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetIndicator>().Handle);
}
