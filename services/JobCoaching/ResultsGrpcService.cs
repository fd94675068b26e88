using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.JobCoaching.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching;

/// <summary>What coaching led to. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ResultsGrpcService : ResultsService.ResultsServiceBase
{
    public override Task<RecordJobResponse> RecordJob(RecordJobRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordJob>().Handle);

    public override Task<EndJobResponse> EndJob(EndJobRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndJob>().Handle);

    public override Task<RecordWorkTrialResponse> RecordWorkTrial(RecordWorkTrialRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordWorkTrial>().Handle);

    public override Task<RecordStudiesResponse> RecordStudies(RecordStudiesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordStudies>().Handle);

    public override Task<ListResultsResponse> ListResults(ListResultsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListResults>().Handle);
}
