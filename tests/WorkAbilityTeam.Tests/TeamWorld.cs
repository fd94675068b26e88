using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests;

/// <summary>A case with one of everything that the team may have of it, as the walks name it.</summary>
internal static class TeamWorld
{
    /// <summary>The organisation that is asked for the case manager.</summary>
    public const string Asked = "0246246-0";

    public static async Task<(Case TeamCase, Plan Plan, ContractRequests Requests)> WorldAsync(this TeamHost host)
    {
        var team = await host.TeamAsync();
        await host.RegisteredAsync(Asked);
        var teamCase = await host.OpenedAsync();
        var written = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(teamCase, TeamHost.NewMeasure()))).Plan;
        var plan = (await host.Plans.ReviewPlanAsync(new ReviewPlanRequest { PlanId = written.PlanId })).Plan;
        var open = (await host.Consultations.AskConsultationAsync(new AskConsultationRequest(TeamHost.NewQuestion()) { CaseId = teamCase.CaseId, ClientAgreed = true })).Consultation;
        var session = (await host.Consultations.RecordConsultationSessionAsync(new RecordConsultationSessionRequest { Kind = ConsultationKind.Hour, Mode = Contracts.Common.V1.Mode.Video, Minutes = 60, ProfessionsPresent = { "physician" } })).Session;
        var slot = (await host.Slots.OfferSlotsAsync(host.NewSlot(SlotKind.ConsultationHour, 30, TeamHost.Id()))).Slots[0];
        var taken = (await host.Slots.OfferSlotsAsync(host.NewSlot(SlotKind.Reception, 30, TeamHost.Id()))).Slots[0];
        await host.Slots.BookSlotAsync(new BookSlotRequest { SlotId = taken.SlotId, CaseId = teamCase.CaseId });
        host.Sources.Tell("referrals", new Contracts.Events.V1.ClientRegistered { Client = new() { ClientId = teamCase.ClientId }, Controller = TeamHost.County }, teamCase.ClientId);
        var planned = await host.PlannedAsync(team, teamCase);
        var held = (await host.Meetings.HoldMeetingAsync(TeamHost.Holding(await host.PlannedAsync(team, teamCase), teamCase))).Meeting;
        var naming = (await host.Meetings.NameCaseManagerAsync(new NameCaseManagerRequest { MeetingId = held.MeetingId, CaseId = teamCase.CaseId, Organisation = Asked, ClientAgreed = true })).Naming;
        var invited = await host.Cases.InviteToCaseAsync(new InviteToCaseRequest
        {
            CaseId = teamCase.CaseId,
            Worker = "guest",
            WorkerName = "Vieras",
            Profession = "kela-expert",
            Organisation = Asked,
            ToDay = TeamHost.Day(5),
            ClientAgreed = true,
        });
        await host.Cases.WriteCasePackageAsync(new WriteCasePackageRequest { CaseId = teamCase.CaseId, Sections = { new NewPackageSection { Section = "situation", Text = "Työttömänä kaksi vuotta." } } });
        var world = new Dictionary<string, object>
        {
            ["consultation_id"] = open.ConsultationId,
            ["RecordConsultationSessionRequest.consultation_ids"] = open.ConsultationId,
            ["AskConsultationRequest.case_id"] = teamCase.CaseId,
            ["AskConsultationRequest.client_agreed"] = true,
            ["session_id"] = session.SessionId,
            ["slot_id"] = slot.SlotId,
            ["GetSlotRequest.slot_id"] = taken.SlotId,
            ["GetAllowedSlotActionsRequest.slot_id"] = taken.SlotId,
            ["BookSlotRequest.consultation_id"] = open.ConsultationId,
            ["AskConsultationRequest.organisation"] = TeamHost.City,
            ["asking_organisation"] = TeamHost.City,
            ["RecordConsultationSessionRequest.professions_present"] = "physician",
            ["RecordConsultationSessionRequest.mode"] = (int)Contracts.Common.V1.Mode.InPerson,
            ["RecordConsultationSessionRequest.minutes"] = 30,
            ["RecordConsultationSessionRequest.kind"] = (int)ConsultationKind.Hour,
            ["OfferSlotsRequest.minutes"] = 30,
            ["SlotProfessional.organisation"] = TeamHost.City,
            ["SlotProfessional.profession"] = "physician",
            ["case_id"] = teamCase.CaseId,
            ["plan_id"] = plan.PlanId,
            ["measure_id"] = plan.Measures[0].MeasureId,
            ["part_id"] = plan.Goals[0].GoalId,
            ["goal_id"] = plan.Goals[0].GoalId,
            ["review_id"] = plan.Reviews[0].ReviewId,
            ["ListPlansRequest.client_id"] = teamCase.ClientId,
            ["team_id"] = team.TeamId,
            ["member_id"] = team.Members[0].MemberId,
            ["meeting_id"] = held.MeetingId,
            ["action_id"] = held.Agenda[0].Actions[0].ActionId,
            ["naming_id"] = naming.NamingId,
            ["invitation_id"] = invited.InvitationId,
            ["client_id"] = teamCase.ClientId,
            ["organisation"] = Asked,
            ["WritePlanRequest.goals"] = new Goal { Text = "Löydän työn." },
            ["WritePlanRequest.strengths"] = "Täsmällisyys.",
            ["RecordMeetingRequest.agenda"] = TeamHost.NewMeeting(teamCase).Agenda[0],
            ["RecordMeetingRequest.professions_present"] = "physician",
            ["RecordMeetingRequest.mode"] = (int)Contracts.Common.V1.Mode.InPerson,
            ["RecordMeetingRequest.minutes"] = 30,
            ["MeetingPlan.agenda"] = new PlannedCase { CaseId = teamCase.CaseId },
            ["ReplanMeetingRequest.meeting_id"] = planned.MeetingId,
            ["AnswerMeetingInvitationRequest.meeting_id"] = planned.MeetingId,
            ["HoldMeetingRequest.meeting_id"] = planned.MeetingId,
            ["HoldMeetingRequest.professions_present"] = "physician",
            ["CancelMeetingRequest.meeting_id"] = planned.MeetingId,
            ["RecordMeetingFeedbackRequest.feedback"] = new ClientFeedback { Heard = 5 },
            ["CorrectMeetingRequest.minutes"] = 50,
            ["CorrectCaseRequest.opened_on"] = TeamHost.Day(-40),
            ["NameCaseManagerRequest.worker"] = "team-nurse",
            ["AnswerCaseManagerNamingRequest.worker"] = "worker-there",
            ["AddTeamActionRequest.action"] = new AgreedAction { Text = "Soitto", Owner = "team-nurse", DueOn = TeamHost.Day(3) },
            ["ChangeTeamActionRequest.due_on"] = TeamHost.Day(9),
            ["InviteToCaseRequest.client_agreed"] = true,
            ["InviteToCaseRequest.worker"] = "another-guest",
        };
        foreach (var (name, value) in await host.AssessedAsync(teamCase))
        {
            world[name] = value;
        }

        return (teamCase, plan, new ContractRequests(world, FinnishTime.DayOf(host.Now)));
    }
}
