using Google.Protobuf;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests;

/// <summary>A caseload that nobody has seen: anything that facts can say, drawn from a seed.</summary>
public sealed class RandomCaseload(int seed, string programme)
{
    public static readonly string[] Municipalities = ["698", "049", "unknown"];
    public static readonly string[] Organisations = ["2345678-0", "1234567-1"];

    private static readonly DateOnly first = new(2021, 1, 1);

    private readonly Random dice = new(seed);
    private readonly List<IMessage> facts = [];
    private readonly List<string> clients = [];
    private readonly List<string> tasks = [];

    /// <summary>Some of the clients drawn turn out to be one, for good or for a while.</summary>
    public List<(DateOnly Day, IMessage Fact)> Merges()
    {
        var merges = new List<(DateOnly Day, IMessage Fact)>();
        for (var times = 0; times < 12; times++)
        {
            var (one, other) = (Pick(clients), Pick(clients));
            if (one == other)
            {
                continue;
            }

            var (day, merge) = (AnyDay().ToDay(), Merged(one, other));
            merges.Add((day, merge));
            if (Coin())
            {
                merges.Add((day.AddDays(dice.Next(300)), Split(merge)));
            }
        }

        return [.. merges.OrderBy(merge => merge.Day)];
    }

    public List<IMessage> Draw()
    {
        var employers = Enumerable.Range(0, 6).Select(_ => Employer()).ToList();
        foreach (var _ in Enumerable.Range(0, 40))
        {
            Contact(null);
            EmployerContact(employers);
        }

        var cases = new List<(string CaseId, string ClientId)>();
        foreach (var _ in Enumerable.Range(0, 30))
        {
            Person(employers, cases);
        }

        foreach (var _ in Enumerable.Range(0, 10))
        {
            facts.Add(new MeetingHeld
            {
                MeetingId = Id(),
                Organisation = Pick(Organisations),
                HeldOn = AnyDay(),
                Mode = Mode.Video,
                Cases = { cases.Where(_ => dice.Next(5) == 0).Select(handled => new HandledCase { CaseId = handled.CaseId, ClientId = handled.ClientId, ClientPresent = Coin() }) },
            });
        }

        Mend();
        return facts;
    }

    // Some of the team's cases and meetings were told wrongly, or were mistakes.
    private void Mend()
    {
        foreach (var held in facts.OfType<MeetingHeld>().ToList())
        {
            Some(2, () =>
            {
                var right = new MeetingHeld(held) { HeldOn = AnyDay(), Mode = Mode.InPerson };
                foreach (var handled in right.Cases) { handled.ClientPresent = Coin(); }
                facts.Add(new MeetingCorrected { MeetingId = held.MeetingId, Meeting = right, Reason = "recorded-wrongly" });
            });
            if (dice.Next(6) == 0) { facts.Add(new MeetingEnteredInError { MeetingId = held.MeetingId, Organisation = held.Organisation, Reason = "duplicate", EnteredOn = AnyDay() }); }
        }

        foreach (var opened in facts.OfType<CaseOpened>().ToList())
        {
            var closed = facts.OfType<CaseClosed>().FirstOrDefault(closed => closed.CaseId == opened.CaseId);
            if (dice.Next(5) == 0)
            {
                facts.Add(new CaseCorrected { CaseId = opened.CaseId, ClientId = opened.Client.ClientId, OpenedOn = AnyDay(), ClosedOn = closed is null ? null : AnyDay(), Outcome = closed is null ? "" : AnyCode("case-outcome") });
            }

            if (dice.Next(6) == 0) { facts.Add(new CaseEnteredInError { CaseId = opened.CaseId, ClientId = opened.Client.ClientId, Reason = "wrong-client", EnteredOn = AnyDay() }); }
        }

        var mistakes = facts.OfType<MeetingEnteredInError>().Select(mistake => mistake.MeetingId).ToHashSet();
        foreach (var corrected in facts.OfType<MeetingCorrected>().Where(corrected => !mistakes.Contains(corrected.Meeting.MeetingId)).ToList())
        {
            Some(2, () => facts.Add(new MeetingCorrected(corrected)));
        }
    }

    private void Person(List<string> employers, List<(string CaseId, string ClientId)> cases)
    {
        var id = Id();
        clients.Add(id);
        Some(3, () => Contact(Facets(id)));
        Some(2, () => Referral(id));
        Some(2, () => Case(id, cases));
        Some(3, () => Coaching(id, employers));
        // Without a coaching.
        Some(2, () => AnyJob(id, employers, Pick(Organisations), ""));
        Some(3, () => OtherResult(id));
        Some(2, () => Result(WorkTrial(Facets(id), AnyDay(), Pick(Organisations), coachingId: "")));
    }

    private void Contact(ClientFacets? client)
    {
        var contact = new ContactRecorded
        {
            ContactId = Id(),
            Client = client ?? new ClientFacets { AgeBand = (AgeBand)dice.Next(7), Municipality = Pick(Municipalities), Programme = programme },
            Organisation = Pick(Organisations),
            ContactingService = AnyCode("contacting-service"),
            Topic = AnyCode("contact-topic"),
            ClientPresent = Coin(),
            Mode = (Mode)dice.Next(6),
            ContactedOn = AnyDay(),
        };
        contact.Outcomes.AddRange(CodeSystem.Get("contact-outcome").Entries.Select(entry => entry.Code).Where(_ => dice.Next(8) == 0));
        contact.NetworkProfessions.AddRange(CodeSystem.Get("profession").Entries.Select(entry => entry.Code).Where(_ => dice.Next(10) == 0));
        facts.Add(contact);
        // Perhaps one that it has already.
        Some(2, () => facts.Add(new ContactOutcomeAdded { ContactId = contact.ContactId, ClientId = client?.ClientId ?? "", Outcome = AnyCode("contact-outcome") }));
        if (dice.Next(8) == 0) { facts.Add(new ContactEnteredInError { ContactId = contact.ContactId, ClientId = client?.ClientId ?? "", Reason = AnyCode("error-reason") }); }
    }

    private void Referral(string clientId)
    {
        var referral = new ReferralSubmitted { ReferralId = Id(), Client = Facets(clientId), Sender = Pick(Organisations), SenderKind = AnyCode("organisation-kind"), SubmittedAt = At(AnyDay().ToDay()) };
        referral.Reasons.AddRange(CodeSystem.Get("referral-reason").Entries.Select(entry => entry.Code).Where(_ => dice.Next(6) == 0));
        facts.Add(referral);
        Some(3, () => Task(referral));
    }

    private void Task(ReferralSubmitted referral)
    {
        var day = AnyDay().ToDay();
        var isPooled = dice.Next(4) == 0;
        var task = new TaskRequested { TaskId = Id(), ReferralId = referral.ReferralId, Client = referral.Client, Sender = referral.Sender, Receiver = isPooled ? "" : Pick(Organisations), Service = AnyCode("service"), RequestedAt = At(day) };
        facts.Add(task);
        tasks.Add(task.TaskId);
        var receiver = isPooled ? Pick(Organisations) : task.Receiver;
        string[][] ways = [[], ["accepted"], ["rejected"], ["cancelled"], ["accepted", "in-progress"], ["accepted", "completed"], ["accepted", "in-progress", "completed"], ["accepted", "failed"],
            ["accepted", "on-hold", "in-progress", "completed"], ["entered-in-error"], ["accepted", "entered-in-error"], ["accepted", "completed", "entered-in-error"], ["rejected", "entered-in-error"]];
        var way = Pick(ways);
        foreach (var status in way)
        {
            day = day.AddDays(dice.Next(40));
            receiver = dice.Next(4) == 0 ? Pick(Organisations) : receiver;
            facts.Add(new TaskStatusChanged
            {
                Receiver = isPooled && status is ("rejected" or "cancelled") ? "" : receiver,
                TaskId = task.TaskId,
                ReferralId = task.ReferralId,
                ClientId = task.Client.ClientId,
                Status = status,
                Outcome = status == "completed" ? AnyCode("task-outcome") : "",
                EffectiveAt = At(day),
            });
        }

        if (way is [.., "completed" or "failed" or "rejected"] && Coin())
        {
            facts.Add(new OutcomeAcknowledged { TaskId = task.TaskId, ReferralId = task.ReferralId, ClientId = task.Client.ClientId, AcknowledgedAt = At(day) });
        }
    }

    private void Case(string clientId, List<(string CaseId, string ClientId)> cases)
    {
        var opened = new CaseOpened { CaseId = Id(), TaskId = Coin() && tasks.Count > 0 ? Pick(tasks) : "", Client = Facets(clientId), Organisation = Pick(Organisations), OpenedOn = AnyDay() };
        facts.Add(opened);
        cases.Add((opened.CaseId, clientId));
        var planId = Id();
        for (var version = 1; version <= dice.Next(4); version++)
        {
            facts.Add(new PlanMade { PlanId = planId, Version = version, CaseId = opened.CaseId, Client = Facets(clientId), Organisation = opened.Organisation, Goals = dice.Next(5), MadeOn = AnyDay() });
            Some(2, () => facts.Add(new MeasureAgreed { MeasureId = Id(), PlanId = planId, CaseId = opened.CaseId, Client = Facets(clientId), Kind = AnyCode("measure-kind"), Provider = Pick(Organisations), Voluntary = Coin(), AgreedOn = AnyDay() }));
        }

        if (Coin())
        {
            facts.Add(new CaseClosed { CaseId = opened.CaseId, Client = opened.Client, Organisation = opened.Organisation, Outcome = AnyCode("case-outcome"), ClosedOn = AnyDay() });
        }
    }

    private void Coaching(string clientId, List<string> employers)
    {
        var opened = new CoachingOpened { CoachingId = Id(), MeasureId = Id(), Client = Facets(clientId), Organisation = Pick(Organisations), OpenedOn = AnyDay() };
        facts.Add(opened);
        facts.Add(new MeasureAgreed { MeasureId = opened.MeasureId, PlanId = Id(), CaseId = Id(), Client = Facets(clientId), Kind = "coaching", Provider = opened.Organisation, Voluntary = Coin(), AgreedOn = AnyDay() });
        if (dice.Next(4) == 0)
        {
            return;
        }

        var started = Started(Facets(clientId), $"coach-{dice.Next(3)}", AnyDay(), opened.Organisation, opened.CoachingId);
        started.MeasureId = opened.MeasureId;
        started.Model = AnyCode("coaching-model");
        facts.Add(started);
        Some(3, () => CoachContact(opened, clientId, employers));
        if (dice.Next(8) == 0)
        {
            facts.Add(new CoachingEnteredInError { CoachingId = opened.CoachingId, ClientId = clientId, Reason = "duplicate", EnteredOn = AnyDay() });
            return;
        }

        Some(3, () => AnyJob(clientId, employers, opened.Organisation, opened.CoachingId));
        Some(2, () => Result(new WorkTrialRecorded(WorkTrial(Facets(clientId), AnyDay(), opened.Organisation)) { CoachingId = opened.CoachingId }));
        Some(2, () => Result(new StudiesRecorded(Studies(Facets(clientId), AnyDay(), opened.Organisation)) { CoachingId = opened.CoachingId }));
        if (Coin())
        {
            facts.Add(new CoachingEnded { CoachingId = opened.CoachingId, MeasureId = opened.MeasureId, Client = Facets(clientId), Organisation = opened.Organisation, Outcome = AnyCode("coaching-outcome"), EndedOn = AnyDay() });
            Some(2, () => facts.Add(new CoachingReturned { CoachingId = opened.CoachingId, ClientId = clientId, ReturnedOn = AnyDay() }));
        }
    }

    private void CoachContact(CoachingOpened opened, string clientId, List<string> employers)
    {
        var contact = new CoachingContactLogged { ContactId = Id(), CoachingId = opened.CoachingId, ClientId = clientId, Party = Pick(["client", "employer", "network"]), EmployerId = Coin() ? Pick(employers) : "", ContactedOn = AnyDay() };
        facts.Add(contact);
        Some(2, () => facts.Add(new CoachingContactCorrected { Contact = new(contact) { Party = Pick(["client", "employer", "network"]), ContactedOn = AnyDay() } }));
        if (dice.Next(6) == 0) { facts.Add(new CoachingContactEnteredInError { ContactId = contact.ContactId, CoachingId = opened.CoachingId, ClientId = clientId }); }
    }

    private void AnyJob(string clientId, List<string> employers, string organisation, string coachingId)
    {
        var job = Job(Facets(clientId), dice.Next(20) == 0 ? "unheard-of" : AnyCode("employer-sector"), Coin(), dice.Next(5) == 0 ? "apprenticeship" : "employment", AnyDay(), organisation);
        job.CoachingId = coachingId;
        job.EmployerId = Pick(employers);
        job.OpenLabourMarket = Coin();
        job.Contract = Pick(["permanent", "fixed-term"]);
        job.WorkingTime = Pick(["", "full-time", "part-time"]);
        facts.Add(job);
        Some(3, () => facts.Add(new PaySubsidyChanged { JobId = job.JobId, ClientId = clientId, PaySubsidised = Coin(), FromDay = AnyDay() }));
        Some(2, () => facts.Add(new JobEnded { JobId = job.JobId, ClientId = clientId, Reason = AnyCode("job-end-reason"), EndedOn = AnyDay() }));
        Some(2, () => facts.Add(new ResultCorrected
        {
            Job = new(job) { StartedOn = AnyDay(), PaySubsidised = Coin(), Contract = Pick(["permanent", "fixed-term"]), Sector = AnyCode("employer-sector"), EmployerId = Pick(employers) },
            EndedOn = Coin() ? AnyDay() : null,
            EndReason = AnyCode("job-end-reason"),
        }));
        // Somebody else may tell of the same, and one of the two may be a mistake.
        if (dice.Next(3) == 0) { facts.Add(new JobRecorded(job) { JobId = Id(), Organisation = Pick(Organisations), CoachingId = Coin() ? coachingId : "" }); }
        if (dice.Next(5) == 0) { facts.Add(new ResultEnteredInError { ResultId = job.JobId, ClientId = clientId, Type = "job", Reason = "duplicate" }); }
    }

    // A work trial, studies, or a result of another kind, with what becomes of it.
    private void Result(IMessage recorded)
    {
        facts.Add(recorded);
        var (id, type) = recorded switch
        {
            WorkTrialRecorded trial => (trial.WorkTrialId, "work-trial"),
            StudiesRecorded studies => (studies.StudiesId, "studies"),
            _ => (((ResultRecorded)recorded).ResultId, ((ResultRecorded)recorded).Type),
        };
        if (Coin()) { facts.Add(new ResultEnded { ResultId = id, Type = type, Outcome = Coin() ? AnyCode("result-outcome") : "", EndedOn = AnyDay() }); }
        if (dice.Next(3) == 0)
        {
            var corrected = new ResultCorrected { EndedOn = Coin() ? AnyDay() : null };
            corrected.Outcome = corrected.EndedOn is null ? "" : AnyCode("result-outcome");
            switch (recorded)
            {
                case WorkTrialRecorded trial: corrected.WorkTrial = new(trial) { StartedOn = AnyDay() }; break;
                case StudiesRecorded studies: corrected.Studies = new(studies) { StartedOn = AnyDay() }; break;
                case ResultRecorded other: corrected.Other = new(other) { StartedOn = AnyDay() }; break;
            }

            facts.Add(corrected);
        }

        if (dice.Next(5) == 0) { facts.Add(new ResultEnteredInError { ResultId = id, Type = type, Reason = "other" }); }
    }

    private void OtherResult(string clientId)
    {
        var type = Pick(["own-business", "light-entrepreneurship", "volunteering", "peer-group", "rehabilitation-path", "disability-pension", "fixed-term-disability-pension", "sick-leave"]);
        Result(new ResultRecorded
        {
            ResultId = Id(),
            Client = Facets(clientId),
            Organisation = Pick(Organisations),
            Type = type,
            RehabilitationPath = type == "rehabilitation-path" ? AnyCode("rehabilitation-path") : "",
            StartedOn = AnyDay(),
        });
    }

    private string Employer()
    {
        var id = Id();
        facts.Add(new EmployerRegistered { EmployerId = id, Sector = AnyCode("employer-sector"), Municipality = Pick(Municipalities) });
        Some(3, () =>
        {
            var opening = new OpeningPublished { OpeningId = Id(), EmployerId = id, Occupation = "5120", Municipality = Pick(Municipalities), Kind = AnyCode("opening-kind"), OpenFrom = AnyDay() };
            facts.Add(opening);
            Some(2, () => facts.Add(new OpeningClosed { OpeningId = opening.OpeningId, EmployerId = id, Reason = AnyCode("opening-close-reason") }));
        });
        return id;
    }

    private void EmployerContact(List<string> employers) => facts.Add(new EmployerContactLogged
    {
        ContactId = Id(),
        EmployerId = Pick(employers),
        Organisation = Pick(Organisations),
        Purpose = AnyCode("employer-contact-purpose"),
        First = dice.Next(4) == 0,
        ContactedOn = AnyDay(),
    });

    // A client's municipality, age band and programme are those of the day of the event: they may differ from fact to fact.
    private ClientFacets Facets(string clientId) =>
        new() { ClientId = clientId, AgeBand = (AgeBand)dice.Next(7), Municipality = Pick(Municipalities), Programme = dice.Next(6) == 0 ? programme + "-other" : programme };

    private Date AnyDay() => first.AddDays(dice.Next(730)).ToDate();

    private string AnyCode(string system) => Pick([.. CodeSystem.Get(system).Entries.Select(entry => entry.Code)]);

    private T Pick<T>(IReadOnlyList<T> from) => from[dice.Next(from.Count)];

    private bool Coin() => dice.Next(2) == 0;

    private void Some(int below, Action act)
    {
        for (var times = dice.Next(below); times > 0; times--)
        {
            act();
        }
    }
}
