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

    public override Task<GetContactResponse> GetContact(GetContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetContact>().Handle);

    public override Task<SummariseContactsResponse> SummariseContacts(SummariseContactsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SummariseContacts>().Handle);

    public override Task<NameContactClientResponse> NameContactClient(NameContactClientRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<NameContactClient>().Handle);

    public override Task<OpenConsultationResponse> OpenConsultation(OpenConsultationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<OpenConsultation>().Handle);

    public override Task<OpenNetworkMeetingResponse> OpenNetworkMeeting(OpenNetworkMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<OpenNetworkMeeting>().Handle);

    public override Task<EndContactFollowUpResponse> EndContactFollowUp(EndContactFollowUpRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndContactFollowUp>().Handle);

    public override Task<AppointCaseManagerResponse> AppointCaseManager(AppointCaseManagerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AppointCaseManager>().Handle);

    public override Task<GetCaseManagerResponse> GetCaseManager(GetCaseManagerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetCaseManager>().Handle);
}
