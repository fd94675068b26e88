using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Referrals and their tasks. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ReferralsGrpcService : ReferralsService.ReferralsServiceBase
{
    public override Task<SubmitReferralResponse> SubmitReferral(SubmitReferralRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SubmitReferral>().Handle);

    public override Task<GetReferralResponse> GetReferral(GetReferralRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetReferral>().Handle);

    public override Task<ListReferralsResponse> ListReferrals(ListReferralsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListReferrals>().Handle);

    public override Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListTasks>().Handle);

    public override Task<SendTaskResponse> SendTask(SendTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SendTask>().Handle);

    public override Task<AcceptTaskResponse> AcceptTask(AcceptTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AcceptTask>().Handle);

    public override Task<RejectTaskResponse> RejectTask(RejectTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RejectTask>().Handle);

    public override Task<AssignTaskResponse> AssignTask(AssignTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AssignTask>().Handle);

    public override Task<StartTaskResponse> StartTask(StartTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<StartTask>().Handle);

    public override Task<HoldTaskResponse> HoldTask(HoldTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<HoldTask>().Handle);

    public override Task<ResumeTaskResponse> ResumeTask(ResumeTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ResumeTask>().Handle);

    public override Task<RequestInformationResponse> RequestInformation(RequestInformationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RequestInformation>().Handle);

    public override Task<AnswerInformationResponse> AnswerInformation(AnswerInformationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AnswerInformation>().Handle);

    public override Task<RequestCancellationResponse> RequestCancellation(RequestCancellationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RequestCancellation>().Handle);

    public override Task<ConfirmCancellationResponse> ConfirmCancellation(ConfirmCancellationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ConfirmCancellation>().Handle);

    public override Task<RefuseCancellationResponse> RefuseCancellation(RefuseCancellationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RefuseCancellation>().Handle);

    public override Task<EnterTaskInErrorResponse> EnterTaskInError(EnterTaskInErrorRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EnterTaskInError>().Handle);

    public override Task<CompleteTaskResponse> CompleteTask(CompleteTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CompleteTask>().Handle);

    public override Task<FailTaskResponse> FailTask(FailTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<FailTask>().Handle);

    public override Task<CancelTaskResponse> CancelTask(CancelTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CancelTask>().Handle);

    public override Task<AcknowledgeOutcomeResponse> AcknowledgeOutcome(AcknowledgeOutcomeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AcknowledgeOutcome>().Handle);

    public override Task<SaveDraftResponse> SaveDraft(SaveDraftRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SaveDraft>().Handle);

    public override Task<UpdateDraftResponse> UpdateDraft(UpdateDraftRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<UpdateDraft>().Handle);

    public override Task<SubmitDraftResponse> SubmitDraft(SubmitDraftRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SubmitDraft>().Handle);

    public override Task<ReviseTaskResponse> ReviseTask(ReviseTaskRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ReviseTask>().Handle);

    public override Task<ReferOnwardResponse> ReferOnward(ReferOnwardRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ReferOnward>().Handle);

    public override Task<OfferTransferResponse> OfferTransfer(OfferTransferRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<OfferTransfer>().Handle);

    public override Task<AcceptTransferResponse> AcceptTransfer(AcceptTransferRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AcceptTransfer>().Handle);

    public override Task<RefuseTransferResponse> RefuseTransfer(RefuseTransferRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RefuseTransfer>().Handle);

    public override Task<WithdrawTransferResponse> WithdrawTransfer(WithdrawTransferRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<WithdrawTransfer>().Handle);

    public override Task<SubmitOwnReferralResponse> SubmitOwnReferral(SubmitOwnReferralRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SubmitOwnReferral>().Handle);

    public override Task<BatchGetReferralsResponse> BatchGetReferrals(BatchGetReferralsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<BatchGetReferrals>().Handle);

    public override Task<SearchReferencesResponse> SearchReferences(SearchReferencesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SearchReferences>().Handle);

    public override Task<SetReferencesResponse> SetReferences(SetReferencesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SetReferences>().Handle);

    public override Task<AddDocumentResponse> AddDocument(AddDocumentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddDocument>().Handle);

    public override Task<RemoveDocumentResponse> RemoveDocument(RemoveDocumentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RemoveDocument>().Handle);

    public override Task WatchReferrals(WatchReferralsRequest request, IServerStreamWriter<WatchReferralsResponse> responseStream, ServerCallContext context) => context.AnswerStream(request, responseStream, context.UseCase<WatchReferrals>().Handle);

    public override Task<GetAllowedActionsResponse> GetAllowedActions(GetAllowedActionsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetAllowedActions>().Handle);
}
