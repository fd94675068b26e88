using Grpc.Core;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.EmployerRelations.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EmployerRelations;

/// <summary>Employers and the contacts with them. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class EmployersGrpcService : EmployersService.EmployersServiceBase
{
    public override Task<RegisterEmployerResponse> RegisterEmployer(RegisterEmployerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RegisterEmployer>().Handle);

    public override Task<GetEmployerResponse> GetEmployer(GetEmployerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetEmployer>().Handle);

    public override Task<ListEmployersResponse> ListEmployers(ListEmployersRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListEmployers>().Handle);

    public override Task<LogEmployerContactResponse> LogEmployerContact(LogEmployerContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<LogEmployerContact>().Handle);

    public override Task<SetDoNotContactResponse> SetDoNotContact(SetDoNotContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SetDoNotContact>().Handle);
}
