using Tyokyky.ServiceDefaults;
using static Tyokyky.ServiceDefaults.Role;

namespace Tyokyky.Referrals;

/// <summary>Who may call what, and what the caller must be to the object. An RPC that is not here is refused.</summary>
internal static class Access
{
    public const string Referrals = "tyokyky.referrals.v1.ReferralsService";

    private const string Capacities = "tyokyky.referrals.v1.CapacityService";
    private const string EmployerContacts = "tyokyky.referrals.v1.EmployerContactsService";
    private const string Scheduling = "tyokyky.referrals.v1.TaskSchedulingService";
    private const string Clients = "tyokyky.referrals.v1.ClientRegisterService";
    private const string Situations = "tyokyky.referrals.v1.SituationService";
    private const string Organisations = "tyokyky.referrals.v1.OrganisationsService";
    private const string Coordination = "tyokyky.referrals.v1.CoordinationService";
    private const string People = "tyokyky.referrals.v1.ResponsiblePeopleService";
    private const string Programmes = "tyokyky.referrals.v1.ProgrammesService";
    private const string Pathways = "tyokyky.referrals.v1.PathwaysService";
    private const string Early = "tyokyky.referrals.v1.EarlyIdentificationService";
    private const string Worklists = "tyokyky.referrals.v1.WorklistsService";
    private const string Directory = "tyokyky.referrals.v1.ServiceDirectoryService";
    private const string Needs = "tyokyky.referrals.v1.ServiceNeedsService";
    private const string Networks = "tyokyky.referrals.v1.NetworksService";
    private const string Meetings = "tyokyky.referrals.v1.NetworkMeetingsService";
    private const string Groups = "tyokyky.referrals.v1.StandingGroupsService";
    private const string Observations = "tyokyky.referrals.v1.ObservationsService";
    private const string Actions = "tyokyky.referrals.v1.AgreedActionsService";

    /// <summary>An agency's worker or system, on either side of a task.</summary>
    private const Role Workers = Referrer | Coordinator | TeamMember | Coach;

    /// <summary>An organisation with a record on the client or a task for the client, and the client's case manager.</summary>
    private const Relation Known = Relation.Controller | Relation.Receiver | Relation.CaseManager;

    /// <summary>Whose a thing is, who takes part in it by agreement, and the client's case manager.</summary>
    private const Relation Shared = Relation.Owner | Relation.NamedParticipant | Relation.CaseManager;

    /// <summary>Whose a thing is, and the client's case manager.</summary>
    private const Relation Leading = Relation.Owner | Relation.CaseManager;

    /// <summary>Whoever works with clients, employers or figures sees who there is to be asked.</summary>
    private const Role Pickers = Workers | EmployerLiaison | Manager | Analyst | Operator;

    /// <summary>The directory is public: whoever has a token reads it. What is not a person's or a person's system's has no use for it.</summary>
    private const Role Everybody = Pickers | DataProtectionOfficer | Client | Employer;

    /// <summary>Who keeps an entry of the directory: its maintainer, and whoever gives the service.</summary>
    private const Relation Keepers = Relation.Owner | Relation.SameOrganisation;

    public static AccessTable Table { get; } = new AccessTable()
        .Rpc($"{Clients}/RegisterClient", Workers)
        .Rpc($"{Clients}/GetClient", Workers, Relation.Controller | Relation.Receiver)
        .Rpc($"{Clients}/BatchGetClients", Workers)
        .Rpc($"{Clients}/FindClients", Workers)
        .Rpc($"{Clients}/UpdateClient", Workers, Relation.Controller)
        .Rpc($"{Clients}/AddPersonalIdentityCode", Workers, Relation.Controller)
        .Rpc($"{Clients}/ListPossibleDuplicates", Workers | Manager)
        .Rpc($"{Clients}/DismissDuplicate", Workers, Relation.Controller)
        .Rpc($"{Clients}/MergeClients", Workers, Relation.Controller)
        .Rpc($"{Clients}/SplitClients", Workers, Relation.Controller)
        .Rpc($"{Clients}/ListMerges", Workers | DataProtectionOfficer, Relation.Controller)
        .Rpc($"{Clients}/ListOwnRecords", Client, Relation.Client)
        .Rpc($"{Clients}/GrantPermission", Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Clients}/GrantPermission", Client, Relation.Client)
        .Rpc($"{Clients}/ConfirmPermission", Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Clients}/ConfirmPermission", Client, Relation.Client)
        .Rpc($"{Clients}/WithdrawPermission", Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Clients}/WithdrawPermission", Client, Relation.Client)
        .Rpc($"{Clients}/ListPermissions", Workers | DataProtectionOfficer, Relation.Controller | Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Clients}/ListPermissions", Client, Relation.Client)
        .Rpc($"{Clients}/CheckDisclosure", Workers | DataProtectionOfficer, Relation.Controller | Relation.Receiver | Relation.CaseManager | Relation.PermissionHolder)
        .Rpc($"{Clients}/CheckDisclosure", Client, Relation.Client)
        .Rpc($"{Situations}/RecordSituation", Workers, Relation.Controller)
        .Rpc($"{Situations}/CorrectSituation", Workers, Relation.Controller)
        .Rpc($"{Situations}/RetractSituation", Workers, Relation.Controller)
        .Rpc($"{Situations}/ListSituation", Workers, Relation.Controller | Relation.Receiver | Relation.PermissionHolder)
        .Rpc($"{Situations}/ListSituation", Client, Relation.Client)
        .Rpc($"{Organisations}/RegisterOrganisation", Operator)
        .Rpc($"{Organisations}/RegisterOrganisation", Manager, Relation.SameOrganisation)
        .Rpc($"{Organisations}/GetOrganisation", Pickers | Client)
        .Rpc($"{Organisations}/BatchGetOrganisations", Pickers)
        .Rpc($"{Organisations}/ListOrganisations", Pickers | Client)
        .Rpc($"{Organisations}/RegisterUnit", Operator)
        .Rpc($"{Organisations}/RegisterUnit", Manager, Relation.SameOrganisation)
        .Rpc($"{Organisations}/ListUnits", Pickers)
        .Rpc($"{Organisations}/RegisterArea", Operator)
        .Rpc($"{Organisations}/RegisterArea", Manager, Relation.SameOrganisation)
        .Rpc($"{Organisations}/ListAreas", Pickers)
        .Rpc($"{Organisations}/ResolveReceiver", Pickers | Client)
        .Rpc($"{Organisations}/RegisterProfessional", Operator)
        .Rpc($"{Organisations}/RegisterProfessional", Manager | Coordinator, Relation.SameOrganisation)
        .Rpc($"{Organisations}/ListProfessionals", Pickers)
        .Rpc($"{Organisations}/BatchGetProfessionals", Pickers)
        .Rpc($"{Networks}/RegisterNetworkContact", Operator)
        .Rpc($"{Networks}/RegisterNetworkContact", Manager | Coordinator, Relation.SameOrganisation)
        .Rpc($"{Networks}/ListNetworkContacts", Pickers)
        .Rpc($"{Meetings}/ConveneNetworkMeeting", Workers, Relation.Owner | Relation.Controller | Relation.Receiver)
        .Rpc($"{Meetings}/GetNetworkMeeting", Workers, Shared)
        .Rpc($"{Meetings}/GetNetworkMeeting", Client, Relation.Client)
        .Rpc($"{Meetings}/ListNetworkMeetings", Workers)
        .Rpc($"{Meetings}/ListNetworkMeetings", Client, Relation.Client)
        .Rpc($"{Meetings}/PlanNetworkMeeting", Workers, Leading)
        .Rpc($"{Meetings}/AnswerInvitation", Workers, Leading)
        .Rpc($"{Meetings}/AnswerInvitation", Client, Relation.Client)
        .Rpc($"{Meetings}/RecordNamingAgreement", Workers, Leading)
        .Rpc($"{Meetings}/RecordNamingAgreement", Client, Relation.Client)
        .Rpc($"{Meetings}/HoldNetworkMeeting", Workers, Leading)
        .Rpc($"{Meetings}/AddMeetingAction", Workers, Leading)
        .Rpc($"{Meetings}/CancelNetworkMeeting", Workers, Leading)
        .Rpc($"{Meetings}/EnterNetworkMeetingInError", Workers, Relation.Owner)
        .Rpc($"{Groups}/FoundStandingGroup", Coordinator | Manager)
        .Rpc($"{Groups}/GetStandingGroup", Pickers)
        .Rpc($"{Groups}/ListStandingGroups", Pickers)
        .Rpc($"{Groups}/ChangeStandingGroup", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/EndStandingGroup", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/AddGroupMember", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/EndGroupMembership", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/ConveneGroupMeeting", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/PlanGroupMeeting", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/HoldGroupMeeting", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/AddGroupDecision", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/CancelGroupMeeting", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/EnterGroupMeetingInError", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Groups}/GetGroupMeeting", Pickers, Relation.Owner | Relation.NamedParticipant)
        .Rpc($"{Groups}/ListGroupMeetings", Pickers, Relation.Owner | Relation.NamedParticipant)
        .Rpc($"{Observations}/RecordObservation", Workers | EmployerLiaison | Manager)
        .Rpc($"{Observations}/ReviseObservation", Workers | EmployerLiaison | Manager, Relation.Owner)
        .Rpc($"{Observations}/SendObservation", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Observations}/AnswerObservation", Coordinator | Manager, Relation.Owner | Relation.Receiver)
        .Rpc($"{Observations}/WithdrawObservation", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Observations}/EnterObservationInError", Coordinator | Manager, Relation.Owner)
        .Rpc($"{Observations}/GetObservation", Workers | EmployerLiaison | Manager | Analyst, Relation.Owner | Relation.Receiver | Relation.NamedParticipant)
        .Rpc($"{Observations}/ListObservations", Workers | EmployerLiaison | Manager | Analyst)
        .Rpc($"{Observations}/SummariseObservations", Coordinator | Manager | Analyst)
        .Rpc($"{Actions}/ListAgreedActions", Workers | Manager | Client)
        .Rpc($"{Actions}/ChangeAgreedAction", Workers | Manager, Relation.Owner | Relation.NamedParticipant)
        .Rpc($"{Actions}/CompleteAgreedAction", Workers | Manager, Relation.Owner | Relation.NamedParticipant)
        .Rpc($"{Actions}/CompleteAgreedAction", Client, Relation.Client)
        .Rpc($"{Actions}/CancelAgreedAction", Workers | Manager, Relation.Owner | Relation.NamedParticipant)
        .Rpc($"{Referrals}/SubmitReferral", Workers, Relation.Controller)
        .Rpc($"{Referrals}/GetReferral", Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)
        .Rpc($"{Referrals}/ListReferrals", Workers)
        .Rpc($"{Referrals}/ListTasks", Workers)
        .Rpc($"{Referrals}/SendTask", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Referrals}/GetReferral", Client, Relation.Client)
        .Rpc($"{Referrals}/ListReferrals", Client)
        .Rpc($"{Referrals}/BatchGetReferrals", Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)
        .Rpc($"{Referrals}/BatchGetReferrals", Client, Relation.Client)
        .Rpc($"{Referrals}/SearchReferences", Workers)
        .Rpc($"{Referrals}/SetReferences", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Referrals}/AddDocument", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Referrals}/RemoveDocument", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Referrals}/SubmitOwnReferral", Client, Relation.Client)
        .Rpc($"{Referrals}/AnswerInformation", Client, Relation.Owner)
        .Rpc($"{Referrals}/CancelTask", Client, Relation.Owner)
        .Rpc($"{Referrals}/RequestCancellation", Client, Relation.Owner)
        .Rpc($"{Referrals}/AcknowledgeOutcome", Client, Relation.Owner)
        .Rpc($"{Referrals}/GetAllowedActions", Client, Relation.Client)
        .Rpc($"{Scheduling}/BookAppointment", Client, Relation.Client)
        .Rpc($"{Scheduling}/CancelAppointment", Client, Relation.Client)
        .Rpc($"{Capacities}/DeclareCapacity", Workers | Manager)
        .Rpc($"{Capacities}/QueryCapacity", Workers)
        .Rpc($"{EmployerContacts}/MakeEmployerContact", Employer)
        .Rpc($"{EmployerContacts}/ListEmployerContacts", Workers | Client)
        .Rpc($"{EmployerContacts}/ConfirmEmployerContact", Workers, Relation.Receiver)
        .Rpc($"{EmployerContacts}/ConfirmEmployerContact", Client, Relation.Client)
        .Rpc($"{EmployerContacts}/DeclineEmployerContact", Workers, Relation.Receiver)
        .Rpc($"{EmployerContacts}/DeclineEmployerContact", Client, Relation.Client)
        .Rpc($"{Referrals}/SaveDraft", Workers, Relation.Controller)
        .Rpc($"{Referrals}/UpdateDraft", Workers, Relation.Sender)
        .Rpc($"{Referrals}/SubmitDraft", Workers, Relation.Sender)
        .Rpc($"{Referrals}/ReviseTask", Workers, Relation.Sender)
        .Rpc($"{Referrals}/ReferOnward", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/OfferTransfer", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/AcceptTransfer", Workers, Relation.NamedParticipant)
        .Rpc($"{Referrals}/RefuseTransfer", Workers, Relation.NamedParticipant)
        .Rpc($"{Referrals}/WithdrawTransfer", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/AcceptTask", Workers, Relation.Receiver | Relation.Asked)
        .Rpc($"{Referrals}/RejectTask", Workers, Relation.Receiver | Relation.Asked)
        .Rpc($"{Referrals}/AssignTask", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/StartTask", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/HoldTask", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/ResumeTask", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/RequestInformation", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/AnswerInformation", Workers, Relation.Sender)
        .Rpc($"{Referrals}/RequestCancellation", Workers, Relation.Sender)
        .Rpc($"{Referrals}/ConfirmCancellation", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/RefuseCancellation", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/EnterTaskInError", Workers, Relation.Sender)
        .Rpc($"{Referrals}/CompleteTask", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/FailTask", Workers, Relation.Receiver)
        .Rpc($"{Referrals}/CancelTask", Workers, Relation.Sender)
        .Rpc($"{Referrals}/AcknowledgeOutcome", Workers, Relation.Sender)
        .Rpc($"{Referrals}/GetAllowedActions", Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant | Relation.Asked)
        .Rpc($"{Referrals}/WatchReferrals", Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)
        .Rpc($"{Referrals}/WatchReferrals", Client, Relation.Client)
        .Rpc($"{Scheduling}/ListWaitList", Workers)
        .Rpc($"{Scheduling}/PlaceOnWaitList", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/TakeFromWaitList", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/OfferAppointment", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/BookAppointment", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/CancelAppointment", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/RecordNoShow", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/CompleteAppointment", Workers, Relation.Receiver)
        .Rpc($"{Scheduling}/ProposeHandover", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Scheduling}/AgreeHandover", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Scheduling}/RecordHandover", Workers, Relation.Sender | Relation.Receiver)
        .Rpc($"{Coordination}/RecordContact", Coordinator | TeamMember, Relation.Owner | Relation.Controller | Relation.Receiver)
        .Rpc($"{Coordination}/AddContactOutcome", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{Coordination}/GetContact", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{Coordination}/ListContacts", Coordinator | TeamMember | Manager)
        .Rpc($"{Coordination}/SummariseContacts", Coordinator | TeamMember | Manager)
        .Rpc($"{Coordination}/NameContactClient", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{Coordination}/OpenConsultation", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{Coordination}/OpenNetworkMeeting", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{Coordination}/EndContactFollowUp", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{Coordination}/AppointCaseManager", Coordinator | TeamMember, Relation.Controller | Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Coordination}/GetCaseManager", Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)
        .Rpc($"{Needs}/RecordNeedsAssessment", Workers, Relation.Controller | Relation.Receiver)
        .Rpc($"{Needs}/GetNeedsAssessment", Workers, Shared)
        .Rpc($"{Needs}/GetNeedsAssessment", Client, Relation.Client)
        .Rpc($"{Needs}/ListServiceNeeds", Workers)
        .Rpc($"{Needs}/ListServiceNeeds", Client, Relation.Client)
        .Rpc($"{Needs}/ReceiveNeed", Workers, Shared)
        .Rpc($"{Needs}/QueueNeed", Workers, Shared)
        .Rpc($"{Needs}/DeclineNeed", Workers, Shared)
        .Rpc($"{Needs}/MarkNeedWithoutService", Workers, Shared)
        .Rpc($"{Needs}/EnterNeedInError", Workers, Relation.Owner)
        .Rpc($"{Needs}/ListUnmetNeeds", Coordinator | TeamMember | Manager)
        .Rpc($"{People}/NameResponsiblePerson", Workers, Known)
        .Rpc($"{People}/RecordClientAcceptance", Workers, Shared)
        .Rpc($"{People}/RecordClientAcceptance", Client, Relation.Client)
        .Rpc($"{People}/EndResponsibility", Workers, Shared)
        .Rpc($"{People}/ListResponsiblePeople", Workers, Known | Relation.NamedParticipant)
        .Rpc($"{People}/ListResponsiblePeople", Client, Relation.Client)
        .Rpc($"{People}/EndCaseManagement", Coordinator | TeamMember, Known)
        .Rpc($"{People}/SetDeputy", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{People}/SetDeputy", Manager)
        .Rpc($"{People}/EndDeputy", Coordinator | TeamMember, Relation.Owner)
        .Rpc($"{People}/EndDeputy", Manager, Relation.SameOrganisation)
        .Rpc($"{People}/ListDeputies", Coordinator | TeamMember | Manager)
        .Rpc($"{People}/HandOverClients", Coordinator, Relation.Owner)
        .Rpc($"{People}/HandOverClients", Manager)
        .Rpc($"{People}/ListCaseloads", Coordinator | TeamMember | Manager)
        .Rpc($"{People}/SetFullTimeEquivalent", Manager)
        .Rpc($"{People}/ListFullTimeEquivalents", Manager)
        .Rpc($"{People}/SumFullTimeEquivalents", Manager)
        .Rpc($"{Early}/ListScreeningRules", Workers | Manager | Analyst)
        .Rpc($"{Early}/ScreenClient", Workers, Relation.Controller)
        .Rpc($"{Early}/GetScreening", Workers, Relation.Owner)
        .Rpc($"{Early}/GetScreening", Client, Relation.Client)
        .Rpc($"{Early}/ListScreenings", Workers | Client)
        .Rpc($"{Early}/DecideProposal", Workers, Relation.Owner)
        .Rpc($"{Early}/FindTriggeredClients", Workers)
        .Rpc($"{Worklists}/CountWorklists", Workers | Manager)
        .Rpc($"{Worklists}/ListWorklist", Workers | Manager)
        .Rpc($"{Pathways}/ListPathwayTemplates", Workers | Manager | Analyst)
        .Rpc($"{Pathways}/OpenPathway", Coordinator | TeamMember | Coach, Known)
        .Rpc($"{Pathways}/GetPathway", Workers, Shared)
        .Rpc($"{Pathways}/GetPathway", Client, Relation.Client)
        .Rpc($"{Pathways}/ListPathways", Workers | Manager)
        .Rpc($"{Pathways}/ListPathways", Client, Relation.Client)
        .Rpc($"{Pathways}/AddPathwayStep", Coordinator | TeamMember | Coach, Relation.Owner | Relation.CaseManager)
        .Rpc($"{Pathways}/PlanPathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/StartPathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/EndPathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/SkipPathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/RepeatPathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/PausePathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/ResumePathwayStep", Workers, Shared)
        .Rpc($"{Pathways}/SetNextAction", Coordinator | TeamMember | Coach, Relation.Owner | Relation.CaseManager)
        .Rpc($"{Pathways}/AssignPathwayOwner", Coordinator | TeamMember | Coach | Manager, Relation.Owner | Relation.CaseManager)
        .Rpc($"{Pathways}/ClosePathway", Coordinator | TeamMember | Coach, Relation.Owner | Relation.CaseManager)
        .Rpc($"{Directory}/SearchDirectory", Everybody)
        .Rpc($"{Directory}/GetDirectoryEntry", Everybody)
        .Rpc($"{Directory}/ListMaintainedEntries", Workers | Manager | Operator)
        .Rpc($"{Directory}/CreateDirectoryEntry", Workers | Manager | Operator)
        .Rpc($"{Directory}/UpdateDirectoryEntry", Operator)
        .Rpc($"{Directory}/UpdateDirectoryEntry", Workers | Manager, Keepers)
        .Rpc($"{Directory}/PublishDirectoryEntry", Operator)
        .Rpc($"{Directory}/PublishDirectoryEntry", Workers | Manager, Keepers)
        .Rpc($"{Directory}/ConfirmDirectoryEntry", Operator)
        .Rpc($"{Directory}/ConfirmDirectoryEntry", Workers | Manager, Keepers)
        .Rpc($"{Directory}/WithdrawDirectoryEntry", Operator)
        .Rpc($"{Directory}/WithdrawDirectoryEntry", Workers | Manager, Keepers)
        .Rpc($"{Directory}/ImportPtvServices", Coordinator | Manager | Operator)
        .Rpc($"{Directory}/ListDirectoryUsage", Coordinator | TeamMember | Manager | Analyst | Operator)
        .Rpc($"{Directory}/ListFruitlessSearches", Coordinator | TeamMember | Manager | Analyst | Operator)
        .Rpc($"{Programmes}/OpenProgramme", Manager)
        .Rpc($"{Programmes}/GetProgramme", Workers | Manager | Analyst)
        .Rpc($"{Programmes}/ListProgrammes", Workers | Manager | Analyst)
        .Rpc($"{Programmes}/EnrolClient", Coordinator | TeamMember | Coach, Known)
        .Rpc($"{Programmes}/LeaveProgramme", Coordinator | TeamMember | Coach, Relation.Owner | Relation.CaseManager)
        .Rpc($"{Programmes}/ListProgrammeClients", Coordinator | TeamMember | Coach | Manager)
        .Rpc($"{Programmes}/CloseProgramme", Manager, Relation.Owner);

    // Whose RPCs are actions of a state table.
    private static readonly string[] acting = [Referrals, Scheduling, Meetings, Groups, Actions, Observations];

    /// <summary>The line of a state table's action, whichever service has its RPC.</summary>
    public static AccessRule RuleOf(string action) => acting.Select(service => Table.Find($"/{service}/{action}")).First(rule => rule is not null)!;

    /// <summary>Null when a caller who holds these relations may do the action; else the reason code that it is refused with.</summary>
    public static string? RefusalOf(string action, Caller caller, Relation held)
    {
        var rule = RuleOf(action);
        return (caller.Roles & rule.AllRoles) == 0 ? "ROLE_NOT_ALLOWED" : rule.Admits(caller.Roles, held) == Role.None ? "NO_RELATION" : null;
    }
}
