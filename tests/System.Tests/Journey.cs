using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using RpcTaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;

namespace Tyokyky.SystemTests;

/// <summary>A client's whole way from contact to result, through the public APIs alone; what a fact is to bring about is waited for by asking.</summary>
internal sealed partial class Journey(Suite suite)
{
    private const string Sender = "agency-system";
    private const string Coordinator = "coordinator";
    private const string Nurse = "team-nurse";
    private const string Coach = "coach";
    private const string Liaison = "liaison";

    private readonly Story story = new();
    private readonly ClientRegisterService.ClientRegisterServiceClient clients = new(suite.Channel("referrals"));
    private readonly CoordinationService.CoordinationServiceClient coordination = new(suite.Channel("referrals"));
    private readonly ReferralsService.ReferralsServiceClient referrals = new(suite.Channel("referrals"));

    public async Task<Story> TellAsync()
    {
        await PublishOpeningsAsync();
        await ReferAsync();
        await CoordinateAsync();
        await SendToTeamAsync();
        await MeetAndPlanAsync();
        await CoachAsync();
        await FindWorkAsync();
        await EndCoachingAsync();
        await CloseAsync();
        return story;
    }

    private static string NewId() => Guid.NewGuid().ToString();

    private static async Task<T> UntilAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        T? answer = null;
        await Eventually.Holds(async () => (answer = await ask()) is not null, what, seconds: 20);
        return answer!;
    }

    private CallOptions As(string caller) => suite.As(caller, story.Trace);

    private async Task ReferAsync()
    {
        var details = new ClientDetails
        {
            PersonalIdentityCode = story.Mistyped,
            GivenNames = story.GivenNames,
            FamilyName = story.FamilyName,
            Municipality = "698",
            ContactLanguage = "fi",
            Register = "kela-benefits",
        };
        await clients.RegisterClientAsync(new RegisterClientRequest { Client = details, RequestId = NewId() }, As(Sender))
            .ShouldFail(StatusCode.InvalidArgument, "PERSONAL_IDENTITY_CODE_CHECK_CHARACTER");

        details.PersonalIdentityCode = story.PersonalIdentityCode;
        var registered = await clients.RegisterClientAsync(new RegisterClientRequest { Client = details, RequestId = NewId() }, As(Sender));
        story.ClientId = registered.Client.ClientId;

        var submitted = await referrals.SubmitReferralAsync(
            new SubmitReferralRequest
            {
                ClientId = story.ClientId,
                Reasons = { "work-ability-unclear" },
                Description = story.Say("tarpeesta"),
                ReasonForClient = story.Say("asiakkaalle"),
                Programme = story.Programme,
                Receiver = Organisations.City,
                Service = "coordination",
                ExternalReferences = { new ExternalReference { System = "system-tests", Value = story.Reference } },
                VoluntarinessTold = true,
                SubmittedAt = story.Morning(0),
                RequestId = NewId(),
            },
            As(Sender));
        story.ReferralId = submitted.Referral.ReferralId;
        story.CityTaskId = submitted.Referral.Tasks.ShouldHaveSingleItem().TaskId;
    }

    private async Task CoordinateAsync()
    {
        await coordination.RecordContactAsync(
            new RecordContactRequest
            {
                ClientId = story.ClientId,
                ContactingService = "kela",
                Topic = "work-ability",
                ClientPresent = true,
                Outcomes = { "work-ability-assessment", "network" },
                NetworkProfessions = { "public-health-nurse" },
                Mode = Mode.Phone,
                Minutes = 40,
                ContactedOn = story.Day(3),
                Programme = story.Programme,
                RequestId = NewId(),
            },
            As(Coordinator));
        await referrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = story.CityTaskId, EffectiveAt = story.Morning(4), RequestId = NewId() }, As(Coordinator));
        var appointed = await coordination.AppointCaseManagerAsync(
            new AppointCaseManagerRequest { ClientId = story.ClientId, Worker = Coordinator, WorkerName = "Aino Alanko", FromDay = story.Day(4), RequestId = NewId() }, As(Coordinator));
        appointed.CaseManager.Organisation.ShouldBe(Organisations.City);
        await referrals.StartTaskAsync(new StartTaskRequest { TaskId = story.CityTaskId, EffectiveAt = story.Morning(5), RequestId = NewId() }, As(Coordinator));
    }

    private async Task SendToTeamAsync()
    {
        await PermitAsync(Coordinator, Organisations.City, Organisations.County);
        var sent = await referrals.SendTaskAsync(
            new SendTaskRequest { VoluntarinessTold = true, ReferralId = story.ReferralId, Receiver = Organisations.County, Service = "work-ability-team", RequestedAt = story.Morning(6), RequestId = NewId() },
            As(Coordinator));
        story.TeamTaskId = sent.TaskId;
        await PermitAsync(Nurse, Organisations.County, Organisations.City);
    }

    private async Task PermitAsync(string discloser, string from, string to) => await clients.GrantPermissionAsync(
        new GrantPermissionRequest
        {
            ClientId = story.ClientId,
            Kind = PermissionKind.Consent,
            Scope = "work-ability-plan",
            FromOrganisation = from,
            ToOrganisation = to,
            ValidFrom = story.Day(5),
            RequestId = NewId(),
        },
        As(discloser));

    private async Task CloseAsync()
    {
        await CloseCaseAsync();

        var answered = await TaskAsync(Coordinator, story.TeamTaskId, RpcTaskStatus.Completed);
        answered.Outcome.ShouldBe("employed");
        await referrals.AcknowledgeOutcomeAsync(new AcknowledgeOutcomeRequest { TaskId = story.TeamTaskId, EffectiveAt = story.Morning(105), RequestId = NewId() }, As(Coordinator));

        await referrals.CompleteTaskAsync(
            new CompleteTaskRequest
            {
                TaskId = story.CityTaskId,
                Outcome = "employed",
                OutcomeText = story.Say("tuloksesta"),
                EffectiveAt = story.Morning(106),
                RequestId = NewId(),
            },
            As(Coordinator));

        var told = await referrals.GetReferralAsync(
            new GetReferralRequest { ExternalReference = new ExternalReference { System = "system-tests", Value = story.Reference } }, As(Sender));
        told.Referral.ReferralId.ShouldBe(story.ReferralId);
        told.Referral.Tasks.Single(task => task.TaskId == story.CityTaskId).OutcomeText.ShouldBeEmpty("an authority that can sanction reads the outcome, not the words on it");
        await referrals.AcknowledgeOutcomeAsync(new AcknowledgeOutcomeRequest { TaskId = story.CityTaskId, EffectiveAt = story.Morning(108), RequestId = NewId() }, As(Sender));
    }

    private Task<Contracts.Referrals.V1.Task> TaskAsync(string caller, string taskId, RpcTaskStatus status) =>
        UntilAsync($"the task is {status}", async () =>
        {
            var found = await referrals.GetReferralAsync(new GetReferralRequest { ReferralId = story.ReferralId }, As(caller));
            return found.Referral.Tasks.FirstOrDefault(task => task.TaskId == taskId && task.Status == status);
        });
}
