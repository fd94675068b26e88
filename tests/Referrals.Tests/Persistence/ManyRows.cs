using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Persistence;

/// <summary>One of everything that is listed, made through the API, and then thousands of the same in the tables, all of the same organisations.</summary>
internal sealed class ManyRows(ReferralsHost host)
{
    public const int Copies = 3000;

    // Tables with the columns that get ids of their own in each copy, and what else differs.
    private static readonly (string Table, string Ids, string Others)[] tables =
    [
        ("client", "id", "'code_cipher', NULL, 'birth_date', date '1950-01-01' + n * 5"),
        ("client_record", "client_id", "'family_name', 'Nimi' || n, 'birth_date', date '1950-01-01' + n * 5"),
        ("client_match", "client_id", "'key', t.key || n"),
        ("referral", "id client_id", ""),
        ("task", "id referral_id client_id", "'due_on', current_date - 1 - n % 50"),
        ("contact", "id client_id", ""),
        ("needs_assessment", "id client_id", ""),
        ("service_need", "id assessment_id client_id", ""),
        ("pathway", "id client_id", "'next_on', current_date - 1 - n % 50"),
        ("pathway_step", "id pathway_id", ""),
        ("screening", "id client_id", ""),
        ("permission", "id client_id", ""),
        ("situation", "id client_id", ""),
        ("case_management", "client_id", "'worker', 'worker-' || n"),
        ("responsible_person", "id client_id", ""),
        ("programme_client", "client_id", ""),
        ("network_meeting", "id client_id", "'status', 2"),
        ("network_participant", "meeting_id", "'awaited', false"),
        ("agreed_action", "id meeting_id", "'due_on', current_date - 1 - n % 50"),
        ("observation", "id", ""),
        ("standing_group", "id", "'name', t.name || n"),
        ("group_meeting", "id", "'status', 2"),
        ("agreement", "id", "'key', t.key || n"),
    ];

    public static IEnumerable<string> Tables => tables.Select(table => table.Table);

    public string ClientId { get; private set; } = "";

    public string GroupId { get; private set; } = "";

    public async Task MakeAsync()
    {
        await MakeOneOfEachAsync();
        await QueryPlans.MultiplyAsync(host.Database.Owner, tables, Copies);
    }

    public async Task MakeOneOfEachAsync()
    {
        var coordinator = host.As(Role.Coordinator, City, "me");
        var manager = host.As(Role.Manager, City);
        var referral = await host.SubmittedAsync();
        ClientId = (await new ClientRegisterService.ClientRegisterServiceClient(coordinator).RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        await new AgreementsService.AgreementsServiceClient(host.As(Role.Operator)).AddAgreedRowAsync(new AddAgreedRowRequest
        {
            Area = "091",
            Key = "observation-reply",
            Content = new AgreedContent { TimeLimit = new AgreedTimeLimit { BusinessDays = 30 } },
            ValidFrom = Day(30),
            Source = "Sopimus",
        });
        await new CoordinationService.CoordinationServiceClient(coordinator).RecordContactAsync(new RecordContactRequest { ClientId = ClientId, ContactingService = "kela", Topic = "rehabilitation", Mode = Mode.Phone });
        await new CoordinationService.CoordinationServiceClient(coordinator).AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = ClientId, Worker = "me", WorkerName = "Minä" });
        await new ServiceNeedsService.ServiceNeedsServiceClient(coordinator).RecordNeedsAssessmentAsync(
            new RecordNeedsAssessmentRequest { ClientId = ClientId, Kind = NeedsAssessmentKind.Own, Needs = { new NewServiceNeed { Service = "job-coaching" } } });
        var pathways = new PathwaysService.PathwaysServiceClient(coordinator);
        var pathway = (await pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = ClientId, Owner = "somebody", OwnerName = "Joku" })).Pathway.PathwayId;
        await pathways.AddPathwayStepAsync(new AddPathwayStepRequest { PathwayId = pathway, Phase = "rehabilitation", Service = "rehabilitative-work" });
        await new EarlyIdentificationService.EarlyIdentificationServiceClient(coordinator).ScreenClientAsync(new ScreenClientRequest { ClientId = ClientId });
        await new ClientRegisterService.ClientRegisterServiceClient(coordinator).GrantPermissionAsync(
            new GrantPermissionRequest { ClientId = ClientId, Kind = PermissionKind.Consent, Scope = "all", FromOrganisation = City, ToOrganisation = Kela });
        await new SituationService.SituationServiceClient(coordinator).RecordSituationAsync(new RecordSituationRequest
        {
            ClientId = ClientId,
            Situation = new SituationDetails { Kind = SituationKind.Unemployment, FromDay = Day(-30), Basis = "register" },
        });
        await new ResponsiblePeopleService.ResponsiblePeopleServiceClient(coordinator).NameResponsiblePersonAsync(
            new NameResponsiblePersonRequest { ClientId = ClientId, Role = "work-ability-coordinator", Worker = "other", WorkerName = "Muu", AgreedTask = "Tuki" });
        await new ProgrammesService.ProgrammesServiceClient(manager).OpenProgrammeAsync(new OpenProgrammeRequest { Programme = "plans", Name = "Hanke", FromDay = Day(-30) });
        await new ProgrammesService.ProgrammesServiceClient(coordinator).EnrolClientAsync(new EnrolClientRequest { ClientId = ClientId, Programme = "plans" });
        await MeetAsync(coordinator);
        await new ObservationsService.ObservationsServiceClient(coordinator).RecordObservationAsync(
            new RecordObservationRequest { Details = new ObservationDetails { Kind = "queue", Description = "Jono" } });
        GroupId = (await new StandingGroupsService.StandingGroupsServiceClient(coordinator).CreateStandingGroupAsync(new CreateStandingGroupRequest { Kind = "steering-group", Name = "Ohjausryhmä", Mandate = "Ohjaa" })).Group.GroupId;
        await new StandingGroupsService.StandingGroupsServiceClient(coordinator).ConveneGroupMeetingAsync(new ConveneGroupMeetingRequest { GroupId = GroupId, Plan = new GroupMeetingPlan { Agenda = "Asiat" } });
    }

    private async Task MeetAsync(Grpc.Core.CallInvoker coordinator)
    {
        var meetings = new NetworkMeetingsService.NetworkMeetingsServiceClient(coordinator);
        foreach (var held in (bool[])[true, false])
        {
            var meeting = (await meetings.ConveneNetworkMeetingAsync(new ConveneNetworkMeetingRequest
            {
                ClientId = ClientId,
                Plan = new NetworkMeetingPlan { Topic = "rehabilitation", Question = "?", Participants = { new NewMeetingParticipant { Organisation = Kela, Profession = "kela-expert" } } },
            })).Meeting;
            if (held)
            {
                await meetings.HoldNetworkMeetingAsync(new HoldNetworkMeetingRequest
                {
                    MeetingId = meeting.MeetingId,
                    Mode = Mode.Video,
                    ClientPart = MeetingClientPart.NotInvited,
                    Actions = { new NewAgreedAction { Text = "Soitto", OwnerOrganisation = Kela, OwnerName = "Asiantuntija", DueOn = Day(5) }, new NewAgreedAction { Text = "Käynti", IsClientsOwn = true, DueOn = Day(5) } },
                });
            }
        }
    }

    private Date Day(int days) => FinnishTime.DayOf(host.Now).AddDays(days).ToDate();
}
