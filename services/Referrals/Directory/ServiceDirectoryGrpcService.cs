using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>What services there are. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ServiceDirectoryGrpcService : ServiceDirectoryService.ServiceDirectoryServiceBase
{
    public override Task<SearchDirectoryResponse> SearchDirectory(SearchDirectoryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SearchDirectory>().Handle);

    public override Task<GetDirectoryEntryResponse> GetDirectoryEntry(GetDirectoryEntryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetDirectoryEntry>().Handle);

    public override Task<ListMaintainedEntriesResponse> ListMaintainedEntries(ListMaintainedEntriesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListMaintainedEntries>().Handle);

    public override Task<CreateDirectoryEntryResponse> CreateDirectoryEntry(CreateDirectoryEntryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CreateDirectoryEntry>().Handle);

    public override Task<UpdateDirectoryEntryResponse> UpdateDirectoryEntry(UpdateDirectoryEntryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<UpdateDirectoryEntry>().Handle);

    public override Task<PublishDirectoryEntryResponse> PublishDirectoryEntry(PublishDirectoryEntryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PublishDirectoryEntry>().Handle);

    public override Task<ConfirmDirectoryEntryResponse> ConfirmDirectoryEntry(ConfirmDirectoryEntryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ConfirmDirectoryEntry>().Handle);

    public override Task<WithdrawDirectoryEntryResponse> WithdrawDirectoryEntry(WithdrawDirectoryEntryRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<WithdrawDirectoryEntry>().Handle);

    public override Task<ImportPtvServicesResponse> ImportPtvServices(ImportPtvServicesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ImportPtvServices>().Handle);

    public override Task<ListDirectoryUsageResponse> ListDirectoryUsage(ListDirectoryUsageRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListDirectoryUsage>().Handle);

    public override Task<ListFruitlessSearchesResponse> ListFruitlessSearches(ListFruitlessSearchesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListFruitlessSearches>().Handle);
}
