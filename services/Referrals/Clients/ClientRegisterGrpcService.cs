using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>The client register. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ClientRegisterGrpcService : ClientRegisterService.ClientRegisterServiceBase
{
    public override Task<RegisterClientResponse> RegisterClient(RegisterClientRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterClient>().Handle);

    public override Task<GetClientResponse> GetClient(GetClientRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetClient>().Handle);

    public override Task<BatchGetClientsResponse> BatchGetClients(BatchGetClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<BatchGetClients>().Handle);

    public override Task<FindClientsResponse> FindClients(FindClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<FindClients>().Handle);

    public override Task<UpdateClientResponse> UpdateClient(UpdateClientRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<UpdateClient>().Handle);

    public override Task<AddPersonalIdentityCodeResponse> AddPersonalIdentityCode(AddPersonalIdentityCodeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddPersonalIdentityCode>().Handle);

    public override Task<ListPossibleDuplicatesResponse> ListPossibleDuplicates(ListPossibleDuplicatesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListPossibleDuplicates>().Handle);

    public override Task<DismissDuplicateResponse> DismissDuplicate(DismissDuplicateRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<DismissDuplicate>().Handle);

    public override Task<MergeClientsResponse> MergeClients(MergeClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<MergeClients>().Handle);

    public override Task<SplitClientsResponse> SplitClients(SplitClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SplitClients>().Handle);

    public override Task<ListMergesResponse> ListMerges(ListMergesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListMerges>().Handle);

    public override Task<ListOwnRecordsResponse> ListOwnRecords(ListOwnRecordsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListOwnRecords>().Handle);

    public override Task<GrantPermissionResponse> GrantPermission(GrantPermissionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GrantPermission>().Handle);

    public override Task<ConfirmPermissionResponse> ConfirmPermission(ConfirmPermissionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ConfirmPermission>().Handle);

    public override Task<WithdrawPermissionResponse> WithdrawPermission(WithdrawPermissionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<WithdrawPermission>().Handle);

    public override Task<ListPermissionsResponse> ListPermissions(ListPermissionsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListPermissions>().Handle);

    public override Task<CheckDisclosureResponse> CheckDisclosure(CheckDisclosureRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CheckDisclosure>().Handle);
}
