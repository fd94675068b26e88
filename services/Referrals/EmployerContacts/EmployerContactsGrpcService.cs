using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Employers' contacts. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class EmployerContactsGrpcService : EmployerContactsService.EmployerContactsServiceBase
{
    public override Task<MakeEmployerContactResponse> MakeEmployerContact(MakeEmployerContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<MakeEmployerContact>().Handle);

    public override Task<ListEmployerContactsResponse> ListEmployerContacts(ListEmployerContactsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListEmployerContacts>().Handle);

    public override Task<ConfirmEmployerContactResponse> ConfirmEmployerContact(ConfirmEmployerContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ConfirmEmployerContact>().Handle);

    public override Task<DeclineEmployerContactResponse> DeclineEmployerContact(DeclineEmployerContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<DeclineEmployerContact>().Handle);
}
