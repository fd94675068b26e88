using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>
/// The network of the same few persons: whom to ask, a meeting that was held with its agreed actions, an invitation; and observations of the workers.
/// </summary>
internal static class NetworkSteps
{
    private static readonly (string Kind, string Service, string Description, string Proposal)[] Observed =
    [
        (
            "queue",
            "functional-assessment",
            "Toiminnallisen arvioinnin jono on pitkä, ja asiakkaan polku katkeaa odotukseen.",
            "Arviointiaikoja avataan yhteisesti joka kuukausi."),
        ("missing-service", "peer-support", "Vertaistukea ei ole tarjolla iltaisin.", ""),
        (
            "information-block",
            "health-check",
            "Terveystarkastuksen johtopäätös ei kulje lähettäneelle taholle.",
            "Sovitaan yhteinen tapa kirjata asiakkaan lupa jo lähetteelle."),
    ];

    public static async Task RunAsync(Loading loading, CancellationToken cancel)
    {
        var workers = await loading.AsAsync("operator", "reading professionals", options => loading.Apis.Organisations.BatchGetProfessionalsAsync(
            new BatchGetProfessionalsRequest { Subjects = { "coordinator", "team-social-worker" } }, options), cancel);
        var (leader, expert) = (Id("coordinator"), Id("team-social-worker"));
        await ContactAsync(loading, leader, cancel);
        await loading.EachAsync("network meetings", NeedSteps.Few(loading), async (way, token) =>
        {
            await MeetAsync(loading, way, leader, expert, token);
            if (way.Person.Number % 16 == 0)
            {
                var invitation = Convening(loading, way, leader, expert, "network-next");
                await loading.AsAsync(
                    "coordinator",
                    $"inviting to a meeting on {way.Person.Key}",
                    options => loading.Apis.Meetings.ConveneNetworkMeetingAsync(invitation, options),
                    token);
            }
        }, cancel);
        await loading.EachAsync("observations", Observed.Index().ToArray(), (observed, token) => ObserveAsync(loading, observed.Index, token), cancel);

        string Id(string subject) => workers.Professionals.First(worker => worker.Subject == subject).ProfessionalId;
    }

    // The organisations' contacts are common to all caseloads.
    private static async Task ContactAsync(Loading loading, string professional, CancellationToken cancel)
    {
        var known = await loading.AsAsync("coordinator", "reading network contacts", options => loading.Apis.Networks.ListNetworkContactsAsync(
            new ListNetworkContactsRequest { Topic = "work-ability", Municipality = "698" }, options), cancel);
        if (known.NetworkContacts.Any(contact => contact.ProfessionalId == professional))
        {
            return;
        }

        var request = new RegisterNetworkContactRequest
        {
            ProfessionalId = professional,
            Topics = { "work-ability" },
            Municipalities = { "698" },
            RequestId = SyntheticIds.RequestId("network-contacts", professional),
        };
        await loading.AsAsync(
            "coordinator", "naming a network contact", options => loading.Apis.Networks.RegisterNetworkContactAsync(request, options), cancel);
    }

    private static ConveneNetworkMeetingRequest Convening(Loading loading, Way way, string leader, string expert, string step) => new()
    {
        ClientId = way.ClientId,
        ClientAgreed = true,
        Programme = loading.Plan.Programme,
        Plan = new NetworkMeetingPlan
        {
            Topic = "rehabilitation",
            Question = "Mikä palvelu tukisi seuraavaa askelta?",
            Mode = Mode.Video,
            ClientInvited = true,
            Participants = { new NewMeetingParticipant { ProfessionalId = leader, IsChair = true }, new NewMeetingParticipant { ProfessionalId = expert } },
        },
        RequestId = loading.Id($"{way.Person.Key}/{step}"),
    };

    private static async Task MeetAsync(Loading loading, Way way, string leader, string expert, CancellationToken cancel)
    {
        var (key, held) = (way.Person.Key, Calendar.Weekday(way.Person.Days.Accepted.AddDays(10)));
        var convening = Convening(loading, way, leader, expert, "network");
        var convened = await loading.AsAsync(
            "coordinator", $"convening the network of {key}", options => loading.Apis.Meetings.ConveneNetworkMeetingAsync(convening, options), cancel);
        var (city, county) = (loading.Organisations["city"].Id, loading.Organisations["county"].Id);
        var request = new HoldNetworkMeetingRequest
        {
            MeetingId = convened.Meeting.MeetingId,
            HeldOn = held.ToDate(),
            Minutes = 45,
            ClientPart = MeetingClientPart.Remote,
            Results = "Sovittiin seuraavista askelista ja siitä, kuka vastaa niistä.",
            Actions =
            {
                new NewAgreedAction
                {
                    Text = "Palvelun esittely asiakkaalle",
                    OwnerOrganisation = county,
                    Owner = "team-social-worker",
                    OwnerName = "Lempi Laakso",
                    DueOn = held.AddDays(14).ToDate(),
                },
                new NewAgreedAction
                {
                    Text = "Yhteenveto verkostolle",
                    OwnerOrganisation = city,
                    Owner = "coordinator",
                    OwnerName = "Aino Alanko",
                    DueOn = held.AddDays(21).ToDate(),
                },
                new NewAgreedAction { Text = "Tutustumiskäynti", IsClientsOwn = true, DueOn = held.AddDays(30).ToDate() },
            },
            RequestId = loading.Id($"{key}/network-held"),
        };
        var meeting = (await loading.AsAsync(
            "coordinator", $"holding the network of {key}", options => loading.Apis.Meetings.HoldNetworkMeetingAsync(request, options), cancel)).Meeting;
        var done = new CompleteAgreedActionRequest
        {
            ActionId = meeting.Actions[0].ActionId,
            DoneOn = held.AddDays(12).ToDate(),
            RequestId = loading.Id($"{key}/network-done"),
        };
        await loading.AsAsync(
            "team-social-worker", $"doing what was agreed for {key}", options => loading.Apis.Actions.CompleteAgreedActionAsync(done, options), cancel);
    }

    private static async Task ObserveAsync(Loading loading, int number, CancellationToken cancel)
    {
        var (kind, service, description, proposal) = Observed[number];
        // The wellbeing services counties, to which they go, are of 2023.
        var on = new DateOnly(2023, 1, 9).AddDays(number * 14);
        var request = new RecordObservationRequest
        {
            Details = new ObservationDetails
            {
                Kind = kind,
                Services = { service },
                Municipality = "698",
                Programme = loading.Plan.Programme,
                Description = description,
                Proposal = proposal,
            },
            ObservedOn = on.ToDate(),
            RequestId = loading.Id($"observation-{number}"),
        };
        var observation = (await loading.AsAsync(
            "coordinator", $"observing {kind}", options => loading.Apis.Observations.RecordObservationAsync(request, options), cancel)).Observation;
        if (proposal.Length == 0)
        {
            return;
        }

        var send = new SendObservationRequest
        {
            ObservationId = observation.ObservationId,
            Addressee = "wellbeing-services-county",
            Organisation = loading.Organisations["county"].Id,
            SentOn = on.AddDays(7).ToDate(),
            RequestId = loading.Id($"observation-{number}/send"),
        };
        await loading.AsAsync(
            "coordinator", $"sending the observation of {kind}", options => loading.Apis.Observations.SendObservationAsync(send, options), cancel);
        if (number == 0)
        {
            var answer = new AnswerObservationRequest
            {
                ObservationId = observation.ObservationId,
                Reply = "will-change",
                ReplyText = "Aikoja lisätään syksystä alkaen.",
                RepliedOn = on.AddDays(40).ToDate(),
                RequestId = loading.Id($"observation-{number}/answer"),
            };
            await loading.AsAsync(
                "county-coordinator",
                $"answering the observation of {kind}",
                options => loading.Apis.Observations.AnswerObservationAsync(answer, options),
                cancel);
        }
    }
}
