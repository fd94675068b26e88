using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>The scheduling of tasks. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class TaskSchedulingGrpcService : TaskSchedulingService.TaskSchedulingServiceBase
{
    public override Task<PlaceOnWaitListResponse> PlaceOnWaitList(PlaceOnWaitListRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PlaceOnWaitList>().Handle);

    public override Task<TakeFromWaitListResponse> TakeFromWaitList(TakeFromWaitListRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<TakeFromWaitList>().Handle);

    public override Task<ListWaitListResponse> ListWaitList(ListWaitListRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListWaitList>().Handle);

    public override Task<OfferAppointmentResponse> OfferAppointment(OfferAppointmentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<OfferAppointment>().Handle);

    public override Task<BookAppointmentResponse> BookAppointment(BookAppointmentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<BookAppointment>().Handle);

    public override Task<CancelAppointmentResponse> CancelAppointment(CancelAppointmentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CancelAppointment>().Handle);

    public override Task<RecordNoShowResponse> RecordNoShow(RecordNoShowRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordNoShow>().Handle);

    public override Task<CompleteAppointmentResponse> CompleteAppointment(CompleteAppointmentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CompleteAppointment>().Handle);

    public override Task<ProposeHandoverResponse> ProposeHandover(ProposeHandoverRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ProposeHandover>().Handle);

    public override Task<AgreeHandoverResponse> AgreeHandover(AgreeHandoverRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AgreeHandover>().Handle);

    public override Task<RecordHandoverResponse> RecordHandover(RecordHandoverRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordHandover>().Handle);
}
