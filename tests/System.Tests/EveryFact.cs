using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.SystemTests;

/// <summary>
/// Another client's way, which brings about every kind of fact of Referrals that the journey does not, with words of its own in every
/// field for words.
/// </summary>
internal sealed partial class EveryFact(Suite suite)
{
    private const string Agency = "agency-system";
    private const string City = "coordinator";
    private const string County = "county-coordinator";
    private const string Manager = "manager";

    private readonly Story story = new();
    private readonly ClientRegisterService.ClientRegisterServiceClient clients = new(suite.Channel("referrals"));
    private readonly SituationService.SituationServiceClient situations = new(suite.Channel("referrals"));
    private readonly EarlyIdentificationService.EarlyIdentificationServiceClient screenings = new(suite.Channel("referrals"));
    private readonly ReferralsService.ReferralsServiceClient referrals = new(suite.Channel("referrals"));
    private readonly TaskSchedulingService.TaskSchedulingServiceClient scheduling = new(suite.Channel("referrals"));
    private readonly CapacityService.CapacityServiceClient capacities = new(suite.Channel("referrals"));
    private readonly EmployerContactsService.EmployerContactsServiceClient employerContacts = new(suite.Channel("referrals"));

    public async Task<Story> TellAsync()
    {
        await RegisterAsync();
        await MergeAndSplitAsync();
        await NameElsewhereAsync();
        await ScreenAsync();
        await PermitAsync();
        await ReferAsync();
        await TransferAsync();
        await HearEmployerAsync();
        await CoachAsync();
        await CoordinateAsync();
        await MeetAsync();
        await SteerAsync();
        await ObserveAsync();
        await WalkPathwayAsync();
        await RunProgrammeAsync();
        return story;
    }

    private static string NewId() => Guid.NewGuid().ToString();

    private CallOptions As(string caller) => suite.As(caller, story.Trace);

    private ClientDetails Details(string register, string code) => new()
    {
        PersonalIdentityCode = code,
        GivenNames = story.GivenNames,
        FamilyName = story.FamilyName,
        Municipality = "698",
        ContactLanguage = "fi",
        Register = register,
        ContactPoints = { new ContactPoint { Kind = ContactPointKind.PostalAddress, Value = story.Say("osoitteesta"), SafeToContact = SafeToContact.AsNoted, Note = story.Say("soittamisesta") } },
        Interpreter = new InterpreterNeed { Language = "ar", Note = story.Say("tulkista") },
        Representatives = { new Representative { Kind = "guardian", Name = story.Say("edunvalvojasta"), Contact = story.Say("yhteydesta"), Matters = story.Say("asioista") } },
    };

    private async Task RegisterAsync()
    {
        await clients.RegisterClientAsync(new RegisterClientRequest { Client = Details("kela-benefits", story.PersonalIdentityCode), RequestId = NewId() }, As(Agency));
        var registered = await clients.RegisterClientAsync(new RegisterClientRequest { Client = Details("social-welfare", story.PersonalIdentityCode), RequestId = NewId() }, As(City));
        story.ClientId = registered.Client.ClientId;
        await clients.UpdateClientAsync(
            new UpdateClientRequest { ClientId = story.ClientId, Client = new ClientDetails { Municipality = "320", Register = "social-welfare" }, UpdateMask = FieldMask.FromString("municipality"), RequestId = NewId() },
            As(City));
    }

    private async Task MergeAndSplitAsync()
    {
        var details = Details("social-welfare", "");
        details.BirthDate = new Date { Year = 1979, Month = 4, Day = 13 };
        var again = await clients.RegisterClientAsync(new RegisterClientRequest { Client = details, RequestId = NewId() }, As(City));
        var merged = await clients.MergeClientsAsync(
            new MergeClientsRequest { KeptClientId = story.ClientId, MergedClientId = again.Client.ClientId, Reason = story.Say("yhdistamisesta"), RequestId = NewId() }, As(City));
        await clients.SplitClientsAsync(new SplitClientsRequest { MergeId = merged.Merge.MergeId, Reason = story.Say("erottamisesta"), RequestId = NewId() }, As(City));
    }

    private async Task ScreenAsync()
    {
        var unemployed = new SituationDetails { Kind = SituationKind.Unemployment, FromDay = new Date { Year = 2020, Month = 1, Day = 7 }, Basis = "client-told", Note = story.Say("tyottomyydesta") };
        await situations.RecordSituationAsync(new RecordSituationRequest { ClientId = story.ClientId, Situation = unemployed, RequestId = NewId() }, As(City));
        var studying = new SituationDetails { Kind = SituationKind.Education, Code = "upper-secondary", FromDay = story.Day(0), Basis = "client-told", Note = story.Say("opinnoista") };
        var mistaken = await situations.RecordSituationAsync(new RecordSituationRequest { ClientId = story.ClientId, Situation = studying, RequestId = NewId() }, As(City));
        await situations.RetractSituationAsync(new RetractSituationRequest { SituationId = mistaken.Situation.SituationId, Reason = story.Say("virheesta"), RequestId = NewId() }, As(City));

        var twice = await screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = story.ClientId, RequestId = NewId() }, As(City));
        await screenings.EnterScreeningInErrorAsync(new EnterScreeningInErrorRequest { ScreeningId = twice.Screening.ScreeningId, Reason = "duplicate", RequestId = NewId() }, As(City));
        var screened = await screenings.ScreenClientAsync(new ScreenClientRequest { ClientId = story.ClientId, Answers = { "wants-support" }, RequestId = NewId() }, As(City));
        await screenings.DecideProposalAsync(
            new DecideProposalRequest
            {
                ScreeningId = screened.Screening.ScreeningId,
                Rule = screened.Screening.Proposals[0].Rule,
                Decision = ProposalDecision.TakenUp,
                Note = story.Say("ehdotuksesta"),
                RequestId = NewId(),
            },
            As(City));
    }

    private async Task PermitAsync()
    {
        var granted = await clients.GrantPermissionAsync(
            new GrantPermissionRequest
            {
                ClientId = story.ClientId,
                Kind = PermissionKind.Consent,
                Scope = "all",
                FromOrganisation = Organisations.City,
                ToOrganisation = Organisations.Agency,
                Form = "written",
                Document = story.Say("asiakirjasta"),
                RequestId = NewId(),
            },
            As(City));
        await clients.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = granted.Permission.PermissionId, RequestId = NewId() }, As(City));
    }

    private async Task ReferAsync()
    {
        var need = new ReferralNeed { Reasons = { "wish-for-work" }, Description = story.Say("luonnoksesta"), ReasonForClient = story.Say("syysta"), Urgency = Urgency.Routine };
        await referrals.SaveDraftAsync(new SaveDraftRequest { ClientId = story.ClientId, Need = need, RequestId = NewId() }, As(Agency));

        var submitted = (await referrals.SubmitReferralAsync(
            new SubmitReferralRequest
            {
                ClientId = story.ClientId,
                Reasons = { "wish-for-work" },
                Description = story.Say("tarpeesta"),
                ReasonForClient = story.Say("ohjauksesta"),
                Receiver = Organisations.City,
                Service = "coordination",
                ExternalReferences = { new ExternalReference { System = "system-tests", Value = story.Say("viitteesta") } },
                VoluntarinessTold = true,
                SubmittedAt = story.Morning(0),
                RequestId = NewId(),
            },
            As(Agency))).Referral;
        story.ReferralId = submitted.ReferralId;
        story.CityTaskId = submitted.Tasks.ShouldHaveSingleItem().TaskId;
        await referrals.RequestInformationAsync(
            new RequestInformationRequest { TaskId = story.CityTaskId, Reason = "document-missing", Question = story.Say("kysymyksesta"), EffectiveAt = story.Morning(1), RequestId = NewId() }, As(City));
        await referrals.AnswerInformationAsync(new AnswerInformationRequest { TaskId = story.CityTaskId, Answer = story.Say("vastauksesta"), EffectiveAt = story.Morning(2), RequestId = NewId() }, As(Agency));
        await referrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = story.CityTaskId, EffectiveAt = story.Morning(3), RequestId = NewId() }, As(City));

        await scheduling.OfferAppointmentAsync(
            new OfferAppointmentRequest
            {
                TaskId = story.CityTaskId,
                Times = { story.Morning(6) },
                Minutes = 45,
                Mode = Mode.InPerson,
                Place = story.Say("paikasta"),
                EffectiveAt = story.Morning(4),
                RequestId = NewId(),
            },
            As(City));
        await scheduling.BookAppointmentAsync(new BookAppointmentRequest { TaskId = story.CityTaskId, StartsAt = story.Morning(6), EffectiveAt = story.Morning(5), RequestId = NewId() }, As(City));
        await scheduling.RecordNoShowAsync(new RecordNoShowRequest { TaskId = story.CityTaskId, Note = story.Say("poissaolosta"), EffectiveAt = story.Morning(7), RequestId = NewId() }, As(City));
        await scheduling.ProposeHandoverAsync(
            new ProposeHandoverRequest
            {
                TaskId = story.CityTaskId,
                StartsAt = story.Morning(10),
                Minutes = 30,
                Mode = Mode.InPerson,
                Place = story.Say("tapaamisesta"),
                EffectiveAt = story.Morning(8),
                RequestId = NewId(),
            },
            As(City));
        await scheduling.AgreeHandoverAsync(new AgreeHandoverRequest { TaskId = story.CityTaskId, EffectiveAt = story.Morning(9), RequestId = NewId() }, As(Agency));
        await scheduling.RecordHandoverAsync(
            new RecordHandoverRequest { TaskId = story.CityTaskId, Held = true, ClientPart = ClientPart.Present, Minutes = 30, EffectiveAt = story.Morning(11), RequestId = NewId() }, As(City));
    }

    // As of now: what is asked for and long unanswered comes about by itself.
    private async Task TransferAsync()
    {
        await referrals.RequestCancellationAsync(
            new RequestCancellationRequest { TaskId = story.CityTaskId, Reason = "need-ended", Note = story.Say("perumisesta"), RequestId = NewId() }, As(Agency));
        await referrals.RefuseCancellationAsync(new RefuseCancellationRequest { TaskId = story.CityTaskId, Note = story.Say("jatkamisesta"), RequestId = NewId() }, As(City));
        await referrals.OfferTransferAsync(
            new OfferTransferRequest { TaskId = story.CityTaskId, To = Organisations.County, Reason = "workload", Note = story.Say("siirrosta"), RequestId = NewId() }, As(City));
        await referrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = story.CityTaskId, RequestId = NewId() }, As(County));
        await referrals.FailTaskAsync(
            new FailTaskRequest { TaskId = story.CityTaskId, Reason = "service-ended", Note = story.Say("keskeytyksesta"), RequestId = NewId() }, As(County));
        await capacities.DeclareCapacityAsync(new DeclareCapacityRequest { Service = "coordination", FreePlaces = 3, RequestId = NewId() }, As(City));
    }

    private async Task HearEmployerAsync()
    {
        await employerContacts.MakeEmployerContactAsync(
            new MakeEmployerContactRequest
            {
                Receiver = Organisations.City,
                EmployerName = "Malliyritys Mäntylä Oy",
                Employee = new Employee { GivenNames = story.GivenNames, FamilyName = story.FamilyName, Phone = "+358401234567", Email = $"{story.FamilyName}@example.fi", ContactLanguage = "fi" },
                PersonalIdentityCode = story.PersonalIdentityCode,
                Topic = "job-at-risk",
                EmployeeTold = true,
                RequestId = NewId(),
            },
            As("employer"));
        var made = (await employerContacts.ListEmployerContactsAsync(new ListEmployerContactsRequest(), As(City))).Contacts.Single(contact => contact.Employee.FamilyName == story.FamilyName);
        await employerContacts.ConfirmEmployerContactAsync(
            new ConfirmEmployerContactRequest
            {
                ContactId = made.ContactId,
                Reasons = { "wish-for-work" },
                Description = story.Say("tyopaikasta"),
                ClientId = story.ClientId,
                Mode = Mode.Phone,
                RequestId = NewId(),
            },
            As(City));
    }
}
