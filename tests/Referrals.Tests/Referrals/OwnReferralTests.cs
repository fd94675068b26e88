using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class OwnReferralTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private TaskSchedulingService.TaskSchedulingServiceClient Scheduling => new(host.As(Role.Coordinator, City));

    [Fact]
    public async Task A_client_refers_themselves_and_closes_the_loop()
    {
        var (client, id) = await ClientAsync();
        var own = (await client.SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Description = "Haluan töihin.", Receiver = City, Service = "coordination" })).Referral;
        (own.Origin, own.Sender, own.Description, own.ClientId).ShouldBe((ReferralOrigin.Self, "", "Haluan töihin.", id));
        var task = own.Tasks[0].TaskId;

        await host.CoordinatorReferrals.RequestInformationAsync(new RequestInformationRequest { TaskId = task, Reason = "situation-unclear", Question = "Milloin sopii?" });
        await client.AnswerInformationAsync(new AnswerInformationRequest { TaskId = task, Answer = "Aamulla." });
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        await host.CoordinatorReferrals.CompleteTaskAsync(new CompleteTaskRequest { TaskId = task, Outcome = "plan-made", OutcomeText = "Suunnitelma tehty." });
        var closed = (await client.AcknowledgeOutcomeAsync(new AcknowledgeOutcomeRequest { TaskId = task })).Referral.Tasks[0];

        (closed.OutcomeText, closed.AcknowledgedAt is not null, closed.InformationRequest.Answer).ShouldBe(("Suunnitelma tehty.", true, "Aamulla."));
        var told = (await host.Database.FactsAsync<ReferralSubmitted>(id)).ShouldHaveSingleItem();
        (told.Origin, told.Sender, told.SenderKind).ShouldBe(("self", "", ""));
    }

    [Fact]
    public async Task A_client_sees_what_was_made_on_them_without_the_professionals_words()
    {
        var (client, id) = await ClientAsync();
        var request = host.NewReferral();
        (request.NewClient, request.ClientId, request.Description) = (null, id, "Ammattilaisen sanat");
        var referral = (await host.AgencyReferrals.SubmitReferralAsync(request)).Referral;

        var seen = (await client.ListReferralsAsync(new ListReferralsRequest())).Referrals.ShouldHaveSingleItem();
        (seen.ReferralId, seen.Description, seen.ReasonForClient, seen.Tasks.Count).ShouldBe((referral.ReferralId, "", request.ReasonForClient, 1));
        await client.CancelTaskAsync(new CancelTaskRequest { TaskId = seen.Tasks[0].TaskId, Reason = "client-withdrew" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        var (other, _) = await ClientAsync();
        await other.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_client_who_asks_for_another_s_list_is_refused_and_not_shown_the_own_one()
    {
        var (client, id) = await ClientAsync();
        var (_, other) = await ClientAsync();
        var screenings = new EarlyIdentificationService.EarlyIdentificationServiceClient(host.As(Role.Client, Agency, clientRef: id));

        await client.ListReferralsAsync(new ListReferralsRequest { ClientId = other }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await screenings.ListScreeningsAsync(new ListScreeningsRequest { ClientId = other }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await client.ListReferralsAsync(new ListReferralsRequest { ClientId = id })).Referrals.ShouldBeEmpty();
        (await screenings.ListScreeningsAsync(new ListScreeningsRequest { ClientId = id })).Screenings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clients_token_has_none_of_its_organisations_rights()
    {
        var referral = await host.SubmittedAsync();
        var client = new ReferralsService.ReferralsServiceClient(host.As(Role.Client, Agency, clientRef: Guid.NewGuid().ToString()));

        await client.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await client.ListReferralsAsync(new ListReferralsRequest())).Referrals.ShouldBeEmpty();
        await client.SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_client_books_only_what_is_offered()
    {
        var (client, id) = await ClientAsync();
        var scheduling = new TaskSchedulingService.TaskSchedulingServiceClient(host.As(Role.Client, Agency, clientRef: id));
        var task = (await client.SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" })).Referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        var start = host.Now.AddDays(3);
        await scheduling.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = start.ToTimestamp(), Minutes = 30, Mode = Mode.Phone }).ShouldFail(StatusCode.FailedPrecondition, "APPOINTMENT_NOT_OFFERED");
        var offered = (await Scheduling.OfferAppointmentAsync(new OfferAppointmentRequest { TaskId = task, Times = { start.ToTimestamp() }, Minutes = 45, Mode = Mode.Video })).Referral.Tasks[0].Appointment.OfferedTimes[0];

        await scheduling.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = start.AddHours(1).ToTimestamp() }).ShouldFail(StatusCode.InvalidArgument, "APPOINTMENT_TIME_NOT_OFFERED");
        var booked = (await scheduling.BookAppointmentAsync(new BookAppointmentRequest { TaskId = task, StartsAt = offered })).Referral.Tasks[0].Appointment;
        (booked.State, booked.StartsAt, booked.Minutes).ShouldBe((AppointmentState.Booked, offered, 45));
        await scheduling.CancelAppointmentAsync(new CancelAppointmentRequest { TaskId = task, Reason = "client-ill" });
    }

    [Fact]
    public async Task A_self_made_referral_may_be_taken_back_by_the_client()
    {
        var (client, _) = await ClientAsync();
        var task = (await client.SubmitOwnReferralAsync(new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" })).Referral.Tasks[0].TaskId;

        (await client.GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task })).Actions.Where(action => action.Allowed).Select(action => action.Action).ShouldBe(["CancelTask"]);
        (await client.CancelTaskAsync(new CancelTaskRequest { TaskId = task, Reason = "client-withdrew" })).Referral.Tasks[0].Status.ShouldBe(TaskStatus.Cancelled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_non_disclosure_ordered_later_goes_for_what_the_client_asked_before_whether_a_record_has_it_or_comes_with_it(bool known)
    {
        var person = host.NewPerson();
        var id = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        var client = new ReferralsService.ReferralsServiceClient(host.As(Role.Client, Agency, clientRef: id));
        var own = new SubmitOwnReferralRequest { Reasons = { "wish-for-work" }, Receiver = City, Service = "coordination" };
        var asked = new GetReferralRequest { ReferralId = (await client.SubmitOwnReferralAsync(own)).Referral.ReferralId };
        (await host.CoordinatorReferrals.GetReferralAsync(asked)).Referral.Municipality.ShouldBe("698");

        if (known)
        {
            var ordered = new ClientDetails { Register = person.Register, NonDisclosure = true };
            await host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = id, Client = ordered, UpdateMask = new() { Paths = { "non_disclosure" } } });
        }
        else
        {
            var kela = new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, Kela));
            await kela.RegisterClientAsync(new RegisterClientRequest { Client = new ClientDetails(person) { NonDisclosure = true } });
        }

        (await host.CoordinatorReferrals.GetReferralAsync(asked)).Referral.Municipality.ShouldBeEmpty();
    }

    private async Task<(ReferralsService.ReferralsServiceClient Client, string Id)> ClientAsync()
    {
        var id = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        return (new(host.As(Role.Client, Agency, clientRef: id)), id);
    }
}
