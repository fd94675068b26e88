using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Contacts and case managers. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class CoordinationGrpcService : CoordinationService.CoordinationServiceBase
{
    public override Task<RecordContactResponse> RecordContact(RecordContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordContact>().Handle);

    public override Task<AddContactOutcomeResponse> AddContactOutcome(AddContactOutcomeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddContactOutcome>().Handle);

    public override Task<ListContactsResponse> ListContacts(ListContactsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListContacts>().Handle);

    public override Task<AppointCaseManagerResponse> AppointCaseManager(AppointCaseManagerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AppointCaseManager>().Handle);

    public override Task<GetCaseManagerResponse> GetCaseManager(GetCaseManagerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetCaseManager>().Handle);
}
