using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

/// <content>Contacts, needs, people, the pathway and the programme.</content>
internal sealed partial class EveryFact
{
    private readonly CoordinationService.CoordinationServiceClient coordination = new(suite.Channel("referrals"));
    private readonly ServiceNeedsService.ServiceNeedsServiceClient needs = new(suite.Channel("referrals"));
    private readonly ResponsiblePeopleService.ResponsiblePeopleServiceClient people = new(suite.Channel("referrals"));
    private readonly PathwaysService.PathwaysServiceClient pathways = new(suite.Channel("referrals"));
    private readonly ProgrammesService.ProgrammesServiceClient programmes = new(suite.Channel("referrals"));
    private readonly OrganisationsService.OrganisationsServiceClient organisations = new(suite.Channel("referrals"));

    private async Task CoordinateAsync()
    {
        var contact = (await coordination.RecordContactAsync(
            new RecordContactRequest
            {
                AgeBand = AgeBand._3054,
                ContactingService = "kela",
                Topic = "work-ability",
                Outcomes = { "advice" },
                Mode = Mode.Phone,
                Minutes = 15,
                ContactedOn = story.Day(20),
                Municipality = "698",
                RequestId = NewId(),
            },
            As(City))).Contact;
        var twice = (await coordination.RecordContactAsync(
            new RecordContactRequest { ClientId = story.ClientId, ContactingService = "kela", Topic = "work-ability", Mode = Mode.Phone, ContactedOn = story.Day(20), RequestId = NewId() }, As(City))).Contact;
        await coordination.EnterContactInErrorAsync(new EnterContactInErrorRequest { ContactId = twice.ContactId, Reason = "duplicate", RequestId = NewId() }, As(City));
        await coordination.AddContactOutcomeAsync(new AddContactOutcomeRequest { ContactId = contact.ContactId, Outcome = "network", RequestId = NewId() }, As(City));
        await coordination.NameContactClientAsync(new NameContactClientRequest { ContactId = contact.ContactId, ClientId = story.ClientId, RequestId = NewId() }, As(City));
        var opened = await coordination.OpenConsultationAsync(
            new OpenConsultationRequest
            {
                ContactId = contact.ContactId,
                Organisation = Organisations.County,
                Question = story.Say("konsultaatiosta"),
                ClientAgreed = true,
                Professions = { "physician" },
                RequestId = NewId(),
            },
            As(City));
        await coordination.OpenNetworkMeetingAsync(
            new OpenNetworkMeetingRequest { ContactId = contact.ContactId, Question = story.Say("verkostosta"), ClientAgreed = true, ClientInvited = true, RequestId = NewId() }, As(City));
        await coordination.EndContactFollowUpAsync(new EndContactFollowUpRequest { FollowUpId = opened.Consultation.FollowUpId, Status = ContactFollowUpStatus.Held, RequestId = NewId() }, As(City));

        var assessed = await needs.RecordNeedsAssessmentAsync(
            new RecordNeedsAssessmentRequest
            {
                ClientId = story.ClientId,
                Kind = NeedsAssessmentKind.Own,
                ClientAgreed = true,
                AssessedOn = story.Day(30),
                Summary = story.Say("palvelutarpeesta"),
                Needs = { new NewServiceNeed { Service = "mental-health", Description = story.Say("tuen tarpeesta") } },
                RequestId = NewId(),
            },
            As(City));
        await needs.DeclineNeedAsync(
            new DeclineNeedRequest { NeedId = assessed.Assessment.Needs[0].NeedId, Reason = "client-declined", Note = story.Say("kieltaytymisesta"), EffectiveOn = story.Day(31), RequestId = NewId() }, As(City));

        var named = await people.NameResponsiblePersonAsync(
            new NameResponsiblePersonRequest
            {
                ClientId = story.ClientId,
                Role = "work-ability-coordinator",
                Worker = "worker-2",
                WorkerName = story.Say("nimesta"),
                AgreedTask = story.Say("tehtavasta"),
                FromDay = story.Day(32),
                RequestId = NewId(),
            },
            As(City));
        await people.EndResponsibilityAsync(new EndResponsibilityRequest { ResponsibilityId = named.Person.ResponsibilityId, Reason = "task-done", ToDay = story.Day(40), RequestId = NewId() }, As(City));
        await coordination.AppointCaseManagerAsync(
            new AppointCaseManagerRequest { ClientId = story.ClientId, Worker = "worker-3", WorkerName = story.Say("vastuuhenkilosta"), FromDay = story.Day(41), RequestId = NewId() }, As(City));
    }

    private async Task WalkPathwayAsync()
    {
        var today = FinnishTime.DayOf(DateTimeOffset.UtcNow);
        var pathway = (await pathways.OpenPathwayAsync(new OpenPathwayRequest { ClientId = story.ClientId, RequestId = NewId() }, As(City))).Pathway;
        // Stuck until there is something to do.
        await pathways.SetNextActionAsync(
            new SetNextActionRequest { PathwayId = pathway.PathwayId, Text = story.Say("seuraavasta askelesta"), Day = today.AddDays(30).ToDate(), RequestId = NewId() }, As(City));
        var step = (await pathways.AddPathwayStepAsync(
            new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "rehabilitation", Service = "rehabilitative-work", Worker = "worker-4", WorkerName = story.Say("ohjaajasta"), RequestId = NewId() },
            As(City))).StepId;
        await pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = step, PlannedEnd = today.AddDays(20).ToDate(), RequestId = NewId() }, As(City));
        await Eventually.Holds(
            async () => (await pathways.GetPathwayAsync(new GetPathwayRequest { PathwayId = pathway.PathwayId }, As(City))).Pathway.Steps[0].EndWarnedOn is not null,
            "the period's end is warned of",
            seconds: 20);
        await pathways.EndPathwayStepAsync(new EndPathwayStepRequest { StepId = step, Outcome = "need-resolved", RequestId = NewId() }, As(City));
        var mistaken = (await pathways.AddPathwayStepAsync(
            new AddPathwayStepRequest { PathwayId = pathway.PathwayId, Phase = "rehabilitation", Service = "social-rehabilitation", RequestId = NewId() }, As(City))).StepId;
        await pathways.StartPathwayStepAsync(new StartPathwayStepRequest { StepId = mistaken, RequestId = NewId() }, As(City));
        await pathways.EnterPathwayStepInErrorAsync(new EnterPathwayStepInErrorRequest { StepId = mistaken, Reason = "duplicate", RequestId = NewId() }, As(City));
        await pathways.ClosePathwayAsync(new ClosePathwayRequest { PathwayId = pathway.PathwayId, Reason = "need-ended", RequestId = NewId() }, As(City));
    }

    private async Task RunProgrammeAsync()
    {
        await organisations.RegisterProfessionalAsync(
            new RegisterProfessionalRequest { OrganisationId = Organisations.City, Subject = "worker-3", Name = story.Say("ammattilaisesta"), Profession = "work-ability-coordinator", Languages = { "fi" }, RequestId = NewId() }, As("operator"));
        await programmes.OpenProgrammeAsync(new OpenProgrammeRequest { Programme = story.Programme, Name = story.Say("hankkeesta"), Funder = story.Say("rahoittajasta"), FromDay = story.Day(0), RequestId = NewId() }, As(Manager));
        await people.SetFullTimeEquivalentAsync(
            new SetFullTimeEquivalentRequest
            {
                Worker = "worker-3",
                WorkerName = story.Say("tekijasta"),
                Role = "work-ability-coordinator",
                Hundredths = 50,
                FromDay = story.Day(0),
                Programme = story.Programme,
                RequestId = NewId(),
            },
            As(Manager));
        await new OrganisationsService.OrganisationsServiceClient(suite.Channel("referrals")).RegisterProfessionalAsync(
            new RegisterProfessionalRequest
            {
                OrganisationId = Organisations.City,
                Subject = "worker-3",
                Name = story.Say("tekijasta"),
                Profession = "nurse",
                RequestId = NewId(),
            },
            As("operator"));
        await programmes.EnrolClientAsync(new EnrolClientRequest { Programme = story.Programme, ClientId = story.ClientId, FromDay = story.Day(42), RequestId = NewId() }, As(City));
        await programmes.LeaveProgrammeAsync(new LeaveProgrammeRequest { Programme = story.Programme, ClientId = story.ClientId, LeftOn = story.Day(50), RequestId = NewId() }, As(City));
        await programmes.CloseProgrammeAsync(new CloseProgrammeRequest { Programme = story.Programme, RequestId = NewId() }, As(Manager));
        await people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = story.ClientId, Reason = "need-ended", RequestId = NewId() }, As(City));
    }
}
