using Grpc.Core;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Metrics.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Metrics;

/// <summary>Ready-made tables. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ReportsGrpcService : ReportsService.ReportsServiceBase
{
    public override Task<GetDestinationsReportResponse> GetDestinationsReport(GetDestinationsReportRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetDestinationsReport>().Handle);
}
