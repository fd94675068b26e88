using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Observations for services and law. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ObservationsGrpcService : ObservationsService.ObservationsServiceBase
{
    public override Task<RecordObservationResponse> RecordObservation(RecordObservationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordObservation>().Handle);

    public override Task<ReviseObservationResponse> ReviseObservation(ReviseObservationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ReviseObservation>().Handle);

    public override Task<SendObservationResponse> SendObservation(SendObservationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SendObservation>().Handle);

    public override Task<AnswerObservationResponse> AnswerObservation(AnswerObservationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AnswerObservation>().Handle);

    public override Task<WithdrawObservationResponse> WithdrawObservation(WithdrawObservationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<WithdrawObservation>().Handle);

    public override Task<EnterObservationInErrorResponse> EnterObservationInError(EnterObservationInErrorRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EnterObservationInError>().Handle);

    public override Task<GetObservationResponse> GetObservation(GetObservationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetObservation>().Handle);

    public override Task<ListObservationsResponse> ListObservations(ListObservationsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListObservations>().Handle);

    public override Task<SummariseObservationsResponse> SummariseObservations(SummariseObservationsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SummariseObservations>().Handle);
}
