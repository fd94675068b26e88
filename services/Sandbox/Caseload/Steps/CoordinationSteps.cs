using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>Referrers refer; the coordinator records contacts, decides, names the case manager, and sends people on to the team.</summary>
internal static class CoordinationSteps
{
    public static async Task RunAsync(Loading loading, CancellationToken cancel)
    {
        await loading.EachAsync("anonymous contacts", loading.Plan.AnonymousContacts.Index().ToArray(), (contact, token) =>
            ContactAsync(loading, contact.Item, clientId: "", $"anonymous-{contact.Index}", token), cancel);
        await loading.EachAsync("referrals", loading.Ways, async (way, token) =>
        {
            await ReferAsync(loading, way, token);
            await SituationSteps.RecordAsync(loading, way, token);
            await CoordinateAsync(loading, way, token);
        }, cancel);
    }

    public static ExternalReference Reference(Loading loading, PlannedPerson person) =>
        new() { System = "esimerkki-asianhallinta", Value = $"{loading.Plan.Programme}-{person.Number}" };

    private static async Task ReferAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var registration = new RegisterClientRequest
        {
            Client = new ClientDetails
            {
                PersonalIdentityCode = person.PersonalIdentityCode,
                GivenNames = person.GivenNames,
                FamilyName = person.FamilyName,
                BirthDate = person.Born.ToDate(),
                Municipality = person.Municipality,
                ContactLanguage = person.Language,
                Register = loading.Callers.Find(person.Referrer)!.Organisation.Register,
                CustomerProfile = ProfileOf(person.Reason),
                NonDisclosure = person.NonDisclosure,
            },
            RequestId = loading.Id($"{person.Key}/register"),
        };
        var registered = await loading.AsAsync(
            person.Referrer, $"registering {person.Key}", options => loading.Apis.Clients.RegisterClientAsync(registration, options), cancel);
        way.ClientId = registered.Client.ClientId;

        var referral = new SubmitReferralRequest
        {
            ClientId = way.ClientId,
            Reasons = { person.Reason },
            Description = "Lähete työkykykoordinaatioon. Asiakas on kertonut tilanteestaan ja toivoo tukea.",
            ReasonForClient = person.NeedForClient,
            Urgency = person.Number % 9 == 0 ? Urgency.Urgent : Urgency.Routine,
            Programme = loading.Plan.Programme,
            ReferringService = person.Contact.ContactingService,
            Receiver = loading.Organisations["city"].Id,
            Service = "coordination",
            ExternalReferences = { Reference(loading, person) },
            VoluntarinessTold = true,
            SubmittedAt = person.Days.Referred.At(8, person.Number % 60),
            RequestId = loading.Id($"{person.Key}/refer"),
        };
        var submitted = await loading.AsAsync(
            person.Referrer, $"referring {person.Key}", options => loading.Apis.Referrals.SubmitReferralAsync(referral, options), cancel);
        way.ReferralId = submitted.Referral.ReferralId;
        way.CityTaskId = submitted.Referral.Tasks[0].TaskId;
    }

    private static string ProfileOf(string reason) => reason switch
    {
        "work-ability-unclear" or "youth-without-path" => reason,
        "long-unemployment" => "long-out-of-work",
        "repeated-sick-leave" or "sickness-allowance-ending" => "returning-to-work",
        "pension-declined" or "benefit-situation" => "between-benefits",
        "wish-for-work" or "need-for-coaching" => "to-work-with-support",
        _ => "many-supports",
    };

    private static async Task CoordinateAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var days = person.Days;
        await ContactAsync(loading, person.Contact, way.ClientId, $"{person.Key}/contact", cancel);

        if (person.End == WayEnd.Rejected)
        {
            var rejection = new RejectTaskRequest
            {
                TaskId = way.CityTaskId,
                Reason = person.Number % 2 == 0 ? "another-service-fits-better" : "wrong-area",
                Note = "Ohjaamme ottamaan yhteyttä oman alueen palveluun.",
                EffectiveAt = days.Accepted.At(9),
                RequestId = loading.Id($"{person.Key}/reject"),
            };
            await loading.AsAsync("coordinator", $"declining {person.Key}", options => loading.Apis.Referrals.RejectTaskAsync(rejection, options), cancel);
            return;
        }

        await loading.AsAsync("coordinator", $"accepting {person.Key}", options => loading.Apis.Referrals.AcceptTaskAsync(
            new AcceptTaskRequest { TaskId = way.CityTaskId, EffectiveAt = days.Accepted.At(9), RequestId = loading.Id($"{person.Key}/accept") },
            options), cancel);
        await AppointAsync(loading, way, cancel);
        await loading.AsAsync("coordinator", $"beginning with {person.Key}", options => loading.Apis.Referrals.StartTaskAsync(
            new StartTaskRequest { TaskId = way.CityTaskId, EffectiveAt = days.Accepted.At(9, 30), RequestId = loading.Id($"{person.Key}/start") },
            options), cancel);

        if (person.ReachesTeam)
        {
            await SendToTeamAsync(loading, way, cancel);
        }
    }

    private static async Task AppointAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var manager = loading.Callers.Find(way.Person.Number % 4 == 3 ? "coordinator-second" : "coordinator")!;
        var appointment = new AppointCaseManagerRequest
        {
            ClientId = way.ClientId,
            Worker = manager.Name,
            WorkerName = manager.DisplayName,
            FromDay = way.Person.Days.Accepted.ToDate(),
            RequestId = loading.Id($"{way.Person.Key}/case-manager"),
        };
        await loading.AsAsync(
            "coordinator",
            $"naming the case manager of {way.Person.Key}",
            options => loading.Apis.Coordination.AppointCaseManagerAsync(appointment, options),
            cancel);
    }

    private static async Task SendToTeamAsync(Loading loading, Way way, CancellationToken cancel)
    {
        var person = way.Person;
        var (city, team) = (loading.Organisations["city"].Id, loading.Organisations["county"].Id);
        await PermitAsync(loading, way, "coordinator", city, team, cancel);
        var task = new SendTaskRequest
        {
            ReferralId = way.ReferralId,
            Receiver = team,
            Service = "work-ability-team",
            VoluntarinessTold = true,
            RequestedAt = person.Days.SentToTeam.At(10),
            RequestId = loading.Id($"{person.Key}/send"),
        };
        var sent = await loading.AsAsync(
            "coordinator", $"sending {person.Key} to the team", options => loading.Apis.Referrals.SendTaskAsync(task, options), cancel);
        way.TeamTaskId = sent.TaskId;
        await PermitAsync(loading, way, "county-coordinator", team, city, cancel);
    }

    // Who may disclose records it: recorded by the other, it would wait for that one's confirmation.
    private static async Task PermitAsync(Loading loading, Way way, string discloser, string from, string to, CancellationToken cancel)
    {
        var permission = new GrantPermissionRequest
        {
            ClientId = way.ClientId,
            Kind = PermissionKind.Consent,
            Scope = "work-ability-plan",
            FromOrganisation = from,
            ToOrganisation = to,
            ValidFrom = way.Person.Days.Accepted.ToDate(),
            RequestId = loading.Id($"{way.Person.Key}/permission-{from}"),
        };
        await loading.AsAsync(
            discloser, $"recording the consent of {way.Person.Key}", options => loading.Apis.Clients.GrantPermissionAsync(permission, options), cancel);
    }

    private static async Task ContactAsync(Loading loading, PlannedContact contact, string clientId, string step, CancellationToken cancel)
    {
        var request = new RecordContactRequest
        {
            ClientId = clientId,
            ContactingService = contact.ContactingService,
            Topic = contact.Topic,
            ClientPresent = contact.ClientPresent,
            Outcomes = { contact.Outcomes },
            NetworkProfessions = { contact.Professions },
            Mode = (Mode)contact.Mode,
            Minutes = contact.Minutes,
            ContactedOn = contact.On.ToDate(),
            Programme = loading.Plan.Programme,
            RequestId = loading.Id(step),
        };
        if (clientId.Length == 0)
        {
            request.AgeBand = (AgeBand)contact.AgeBand;
            request.Municipality = "698";
        }

        await loading.AsAsync("coordinator", $"recording {step}", options => loading.Apis.Coordination.RecordContactAsync(request, options), cancel);
    }
}
