using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Tests.Persistence;
using Tyokyky.Referrals.Tests.Programmes;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests;

/// <summary>One of everything that an RPC can be about, and what a valid request says of it beside what the contract's comments tell.</summary>
internal sealed class World(ReferralsHost host)
{
    /// <summary>An organisation that was offered a task.</summary>
    public const string Offered = "6789012-4";

    /// <summary>An organisation that is nothing to anybody.</summary>
    public const string Elsewhere = "5678901-2";

    /// <summary>The organisation of a worker who answered for the client once.</summary>
    public const string Former = "7890123-9";

    // A municipality that City answers for.
    private const string Agreeing = "091";

    // What is about clients, so that its id alone tells something.
    private static readonly string[] aboutClients =
        ["client_id", "referral_id", "task_id", "contact_id", "follow_up_id", "pathway_id", "step_id", "screening_id", "permission_id", "situation_id", "need_id", "responsibility_id", "merge_id"];

    private readonly Dictionary<string, object> values = [];

    /// <summary>Values by field, or by message and field.</summary>
    public IReadOnlyDictionary<string, object> Values => values;

    public IEnumerable<string> Secrets => aboutClients.Select(name => (string)values[name]).Append(ReferredClient);

    /// <summary>Those who are something to somebody in it.</summary>
    public IEnumerable<Somebody> Parties =>
    [
        .. new[] { Agency, City, Kela, Offered }.Select(organisation => new Somebody(organisation, ~Role.Client, role => host.As(role, organisation, "me"))),
        .. new[] { Client, ReferredClient }.Select(client => new Somebody("its client", Role.Client, role => host.As(role, City, "person", client))),
    ];

    /// <summary>The client of the referral.</summary>
    public string ReferredClient { get; private set; } = "";

    /// <summary>An id of somebody else's, who has another one too.</summary>
    public string MergedClient { get; private set; } = "";

    /// <summary>The client of all else.</summary>
    public string Client => (string)values["client_id"];

    public async Task MakeAsync()
    {
        var operators = new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator));
        foreach (var id in new[] { Elsewhere, Offered, Former })
        {
            await operators.RegisterOrganisationAsync(new RegisterOrganisationRequest { OrganisationId = id, Name = "Kunta " + id, Kind = "municipality", Services = { "coordination" } });
        }

        var made = new ManyRows(host);
        await made.MakeOneOfEachAsync();
        values["client_id"] = made.ClientId;
        await MakeMoreAsync(operators);
        await IdsAsync();
        Say();
    }

    private async Task MakeMoreAsync(OrganisationsService.OrganisationsServiceClient operators)
    {
        var coordinator = host.As(Role.Coordinator | Role.Manager, City, "me");
        var register = new ClientRegisterService.ClientRegisterServiceClient(coordinator);
        values["professional_id"] = (await operators.RegisterProfessionalAsync(
            new RegisterProfessionalRequest { OrganisationId = City, Subject = "expert", Name = "Asiantuntija", Profession = "social-worker" })).Professional.ProfessionalId;
        values["member_id"] = (await new StandingGroupsService.StandingGroupsServiceClient(coordinator).AddGroupMemberAsync(
            new AddGroupMemberRequest { GroupId = await IdAsync("standing_group"), Organisation = Kela, Name = "Jäsen", Profession = "kela-expert", Role = "member" })).Group.Members[^1].MemberId;
        values["deputy_id"] = (await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(coordinator).SetDeputyAsync(
            new SetDeputyRequest { Worker = "absent", WorkerName = "Poissa", Deputy = "deputy", DeputyName = "Sijainen", FromDay = Day(0), ToDay = Day(5) })).Deputy.DeputyId;
        await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(coordinator).NameResponsiblePersonAsync(new NameResponsiblePersonRequest
        {
            ClientId = Client,
            Role = "work-ability-coordinator",
            Worker = "former",
            WorkerName = "Entinen",
            Organisation = Former,
            AgreedTask = "Tuki",
            ClientAccepted = true,
            FromDay = Day(-30),
            ToDay = Day(-10),
        });
        values["follow_up_id"] = (await new CoordinationService.CoordinationServiceClient(coordinator).OpenConsultationAsync(
            new OpenConsultationRequest { ContactId = await IdAsync("contact"), Organisation = Kela, Question = "?" })).Consultation.FollowUpId;
        values["entry_id"] = (await new ServiceDirectoryService.ServiceDirectoryServiceClient(coordinator).CreateDirectoryEntryAsync(
            new CreateDirectoryEntryRequest { Details = DirectoryHost.Told("maailma") })).Entry.EntryId;
        await new EmployerContactsService.EmployerContactsServiceClient(host.As(Role.Employer, Elsewhere)).MakeEmployerContactAsync(new MakeEmployerContactRequest
        {
            Receiver = City,
            EmployerName = "Malliyritys Oy",
            Employee = new Employee { GivenNames = "Testi", FamilyName = "Työntekijä", Phone = "0401234567", ContactLanguage = "fi" },
            Topic = "job-at-risk",
            EmployeeTold = true,
        });

        var (kept, merged) = (await RegisteredAsync(register, Uncoded()), await RegisteredAsync(register, Uncoded()));
        MergedClient = merged;
        values["kept_client_id"] = await RegisteredAsync(register, Uncoded());
        values["merged_client_id"] = values["other_client_id"] = await RegisteredAsync(register, Uncoded());
        values["merge_id"] = (await register.MergeClientsAsync(new MergeClientsRequest { KeptClientId = kept, MergedClientId = merged, Reason = "Sama henkilö" })).Merge.MergeId;

        await operators.RegisterAreaAsync(new RegisterAreaRequest { OrganisationId = City, Municipalities = { Agreeing }, Services = { "coordination" }, ValidFrom = Day(-10) });
        values["row_id"] = (await new AgreementsService.AgreementsServiceClient(host.As(Role.Operator)).AddAgreedRowAsync(
            new AddAgreedRowRequest { Area = Agreeing, Key = "information-answer", Content = Limit(), ValidFrom = Day(10), Source = "Sopimus" })).Row.RowId;

        var offered = await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = offered.Tasks[0].TaskId });
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = offered.Tasks[0].TaskId, To = Offered, Reason = "workload" });
        values["AcceptTransferRequest.task_id"] = values["RefuseTransferRequest.task_id"] = offered.Tasks[0].TaskId;
    }

    private static async Task<string> RegisteredAsync(ClientRegisterService.ClientRegisterServiceClient register, ClientDetails client) =>
        (await register.RegisterClientAsync(new RegisterClientRequest { Client = client })).Client.ClientId;

    // Without a code, so that two can be found to be one.
    private ClientDetails Uncoded() => new(host.NewPerson()) { PersonalIdentityCode = "", BirthDate = new Date { Year = 1980, Month = 1, Day = 1 } };

    private async Task IdsAsync()
    {
        foreach (var (field, table) in new[]
        {
            ("referral_id", "referral"), ("contact_id", "contact"), ("pathway_id", "pathway"), ("step_id", "pathway_step"), ("screening_id", "screening"), ("permission_id", "permission"),
            ("situation_id", "situation"), ("need_id", "service_need"), ("assessment_id", "needs_assessment"), ("responsibility_id", "responsible_person"), ("meeting_id", "network_meeting"),
            ("group_id", "standing_group"), ("observation_id", "observation"), ("action_id", "agreed_action"),
        })
        {
            values[field] = await IdAsync(table);
        }

        values["task_id"] = await host.Database.ScalarAsync<string>($"SELECT id::text FROM task WHERE referral_id = '{values["referral_id"]}'");
        ReferredClient = await host.Database.ScalarAsync<string>($"SELECT client_id::text FROM referral WHERE id = '{values["referral_id"]}'");
        foreach (var rpc in new[] { "Plan", "Hold", "Cancel", "Get" }) { values[$"{rpc}GroupMeetingRequest.meeting_id"] = await IdAsync("group_meeting"); }
        values["AddGroupDecisionRequest.meeting_id"] = values["EnterGroupMeetingInErrorRequest.meeting_id"] = await IdAsync("group_meeting");
        foreach (var rpc in new[] { "Confirm", "Decline" }) { values[$"{rpc}EmployerContactRequest.contact_id"] = await IdAsync("employer_contact"); }
    }

    // What no comment says in a form that a program reads.
    private void Say()
    {
        foreach (var (field, value) in new (string, object)[]
        {
            ("receiver", City), ("service", "coordination"), ("organisation_id", City), ("programme", "plans"), ("organisation", Kela), ("municipality", "698"), ("municipalities", "698"),
            ("from_organisation", City), ("to_organisation", Kela), ("deputy", "somebody-else"), ("to_worker", "somebody-else"), ("to", Offered), ("year", 2026), ("minutes", 30),
            ("document_id", Guid.NewGuid().ToString()), ("resume_on", Day(5)), ("referral_ids", values["referral_id"]),
            ("RegisterClientRequest.client", host.NewPerson()), ("UpdateClientRequest.client", Uncoded()), ("UpdateClientRequest.client_id", values["kept_client_id"]), ("AddGroupMemberRequest.name", "Jäsen"), ("BookAppointmentRequest.mode", (int)Mode.Phone), ("ConfirmEmployerContactRequest.mode", (int)Mode.Phone), ("ConfirmEmployerContactRequest.client_id", values["client_id"]),
            ("FindClientsRequest.family_name_prefix", "Esi"), ("AddPersonalIdentityCodeRequest.personal_identity_code", host.NewPerson().PersonalIdentityCode),
            ("RecordSituationRequest.situation", Situation()), ("CorrectSituationRequest.situation", Situation()),
            ("NetworkMeetingPlan.topic", "rehabilitation"), ("NetworkMeetingPlan.question", "Miten edetä?"), ("AddGroupMemberRequest.profession", "kela-expert"), ("ChangeAgreedActionRequest.due_on", Day(20)),
            ("SubmitReferralRequest.reasons", "wish-for-work"), ("SubmitOwnReferralRequest.reasons", "wish-for-work"), ("ConfirmEmployerContactRequest.reasons", "wish-for-work"),
            ("ConveneNetworkMeetingRequest.client_id", values["client_id"]), ("RecordContactRequest.client_id", values["client_id"]), ("ReferralNeed.reasons", "wish-for-work"), ("ReferralNeed.reason_for_client", "Haluat töihin."), ("ReviseTaskRequest.voluntariness_told", true), ("Employee.phone", "0401234567"),
            ("BookAppointmentRequest.minutes", 30), ("OfferAppointmentRequest.times", TimeProvider.System.GetUtcNow().AddDays(2).ToTimestamp()),
            ("EndContactFollowUpRequest.status", (int)ContactFollowUpStatus.Held), ("AppointCaseManagerRequest.reason", "worker-left"), ("DecideProposalRequest.decision", (int)ProposalDecision.TakenUp),
            ("CreateDirectoryEntryRequest.details", DirectoryHost.Told("toinen")), ("UpdateDirectoryEntryRequest.details", DirectoryHost.Told("toinen")),
            ("area", Agreeing), ("ListAgreedRowsRequest.kind", "time-limit"), ("ListAgreementsInForceRequest.kind", "time-limit"), ("AddAgreedRowRequest.key", "task-reply"), ("AddAgreedRowRequest.content", Limit()), ("CorrectAgreedRowRequest.content", Limit()),
            ("AddAgreedRowRequest.valid_from", Day(20)), ("CorrectAgreedRowRequest.valid_from", Day(20)),
            ("SaveProgrammeCardRequest.details", ProgrammeCards.Sample()), ("WithdrawPermissionRequest.form", "written"), ("WithdrawPermissionRequest.document", "asianhallinta 1"),
        })
        {
            values[field] = value;
        }
    }

    private static AgreedContent Limit() => new() { TimeLimit = new AgreedTimeLimit { BusinessDays = 3 } };

    private SituationDetails Situation() => new() { Kind = SituationKind.Unemployment, FromDay = Day(-10), Basis = "register" };

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();

    private Task<string> IdAsync(string table) => host.Database.ScalarAsync<string>($"SELECT id::text FROM {table} ORDER BY id LIMIT 1");
}
