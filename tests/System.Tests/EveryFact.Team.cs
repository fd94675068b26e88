using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

/// <content>A team that knows nothing of the city's case manager names its own.</content>
internal sealed partial class EveryFact
{
    private readonly CasesService.CasesServiceClient cases = new(suite.Channel("team"));
    private readonly MeetingsService.MeetingsServiceClient teamMeetings = new(suite.Channel("team"));

    private async Task NameElsewhereAsync()
    {
        await coordination.AppointCaseManagerAsync(
            new AppointCaseManagerRequest { ClientId = story.ClientId, Worker = "worker-2", WorkerName = story.Say("vastaavasta"), FromDay = story.Day(1), RequestId = NewId() }, As(City));
        var registered = await clients.RegisterClientAsync(new RegisterClientRequest { Client = Details("social-welfare", story.PersonalIdentityCode), RequestId = NewId() }, As(County));
        registered.Client.ClientId.ShouldBe(story.ClientId);
        // Until the team has heard of the record, the client is nobody of the county's.
        var opening = new OpenCaseRequest { ClientId = story.ClientId, OpenedOn = story.Day(1), RequestId = NewId() };
        var caseId = "";
        await Eventually.Holds(
            async () =>
            {
                try
                {
                    caseId = (await cases.OpenCaseAsync(opening, As(County))).TeamCase.CaseId;
                    return true;
                }
                catch (RpcException refused) when (Refusal.Of(refused).Reason == "NO_RELATION")
                {
                    return false;
                }
            },
            "the team's case opens",
            seconds: 20);
        var meeting = (await cases.RecordMeetingAsync(
            new RecordMeetingRequest
            {
                HeldOn = story.Day(2),
                ProfessionsPresent = { "physician" },
                Mode = Mode.Video,
                Minutes = 30,
                Agenda = { new AgendaCase { CaseId = caseId, ClientPart = Contracts.Team.V1.ClientPart.Present, Recommendation = story.Say("suosituksesta") } },
                RequestId = NewId(),
            },
            As(County))).MeetingId;
        await teamMeetings.NameCaseManagerAsync(
            new NameCaseManagerRequest
            {
                MeetingId = meeting,
                CaseId = caseId,
                Worker = "team-nurse",
                WorkerName = story.Say("sairaanhoitajasta"),
                AgreedTask = story.Say("sovitusta"),
                RequestId = NewId(),
            },
            As(County));
        await Eventually.Holds(
            async () => (await teamMeetings.ListCaseManagerNamingsAsync(new ListCaseManagerNamingsRequest { State = NamingState.Refused }, As(County))).Namings.Any(naming => naming.CaseId == caseId),
            "the naming is refused",
            seconds: 20);
        await WorkInTeamAsync(caseId, meeting);
        await people.EndCaseManagementAsync(new EndCaseManagementRequest { ClientId = story.ClientId, Reason = "need-ended", FromDay = story.Day(3), RequestId = NewId() }, As(City));
    }
}
