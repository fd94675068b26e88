using System.Globalization;
using Google.Protobuf;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Metrics.Tests;

/// <summary>The indicators counted another way: from the facts themselves, in memory, one loop at a time, with decimals instead of whole numbers.</summary>
public sealed class NaiveCount(IReadOnlyList<IMessage> told, IReadOnlyList<(DateOnly Day, IMessage Fact)> merges, Population population, DateOnly today)
{
    private readonly IReadOnlyList<IMessage> facts = Standing(NaiveTrail.Standing(told));

    private readonly Dictionary<string, string> persons = PersonsOn(population.ToDay?.ToDay() ?? DateOnly.MaxValue, merges);

    public Dictionary<string, string> All()
    {
        var contacts = Of<ContactRecorded>(c => (c.ContactedOn, c.Client, c.Organisation)).Where(c => Raw<ContactEnteredInError>().All(mistake => mistake.ContactId != c.ContactId)).ToList();
        var referrals = Of<ReferralSubmitted>(r => (FinnishTime.DayOf(r.SubmittedAt.ToDateTimeOffset()).ToDate(), r.Client, r.Sender))
            .Where(r => Raw<TaskRequested>().Where(t => t.ReferralId == r.ReferralId).ToList() is var sent && (sent.Count == 0 || sent.Any(t => !IsMistake(t.TaskId)))).ToList();
        var tasks = Of<TaskRequested>(t => (FinnishTime.DayOf(t.RequestedAt.ToDateTimeOffset()).ToDate(), t.Client, ReceiverOf(t))).Where(t => !IsMistake(t.TaskId)).ToList();
        var cases = Of<CaseOpened>(c => (c.OpenedOn, c.Client, c.Organisation)).Where(c => !IsMistake(c.TaskId)).ToList();
        var plans = Of<PlanMade>(p => (p.MadeOn, p.Client, p.Organisation));
        var measures = Of<MeasureAgreed>(m => (m.AgreedOn, m.Client, m.Provider));
        var started = Of<CoachingStarted>(s => (s.StartedOn, s.Client, s.Organisation));
        var allJobs = Of<JobRecorded>(j => (j.StartedOn, j.Client, j.Organisation));
        var everybodysJobs = OncePerPersonAndEmployer(allJobs);
        var jobs = OncePerPersonAndEmployer(allJobs.Where(j => j.CoachingId.Length > 0));
        var allTrials = Of<WorkTrialRecorded>(t => (t.StartedOn, t.Client, t.Organisation));
        var allStudies = Of<StudiesRecorded>(s => (s.StartedOn, s.Client, s.Organisation));
        var others = Of<ResultRecorded>(r => (r.StartedOn, r.Client, r.Organisation));
        var (trials, studies) = (allTrials.Where(t => t.CoachingId.Length > 0).ToList(), allStudies.Where(s => s.CoachingId.Length > 0).ToList());
        var closed = Of<CaseClosed>(c => (c.ClosedOn, c.Client, c.Organisation)).Where(c => !IsMistake(Raw<CaseOpened>().First(o => o.CaseId == c.CaseId).TaskId)).ToList();
        var ended = Of<CoachingEnded>(c => (c.EndedOn, c.Client, c.Organisation));
        var employerContacts = Raw<EmployerContactLogged>().Where(c => InPeriod(c.ContactedOn) && IsIn(Raw<EmployerRegistered>().First(e => e.EmployerId == c.EmployerId).Municipality, null, c.Organisation)).ToList();
        var openings = Raw<OpeningPublished>().Where(o => InPeriod(o.OpenFrom) && IsIn(o.Municipality, null, null)).ToList();
        var coachContacts = Raw<CoachingContactLogged>().Where(c => InPeriod(c.ContactedOn) && Raw<CoachingOpened>().First(o => o.CoachingId == c.CoachingId) is var o && IsIn(o.Client.Municipality, o.Client.Programme, o.Organisation)).ToList();
        var handled = Raw<MeetingHeld>().SelectMany(m => m.Cases.Select(c => (Meeting: m, Case: c)))
            .Where(h => InPeriod(h.Meeting.HeldOn) && Raw<CaseOpened>().First(o => o.CaseId == h.Case.CaseId) is var o && IsIn(o.Client.Municipality, o.Client.Programme, h.Meeting.Organisation)).ToList();
        var meetings = Raw<MeetingHeld>().Where(m => InPeriod(m.HeldOn) && (population.Organisation.Length == 0 || m.Organisation == population.Organisation)
            && ((population.Municipality.Length == 0 && population.Programme.Length == 0)
                || m.Cases.Any(c => Raw<CaseOpened>().First(o => o.CaseId == c.CaseId) is var o && IsIn(o.Client.Municipality, o.Client.Programme, null)))).ToList();
        var coached = Persons(started.Select(s => s.Client));
        var cohort = started.Select(s => PersonOf(s.Client)).ToHashSet();
        var employed = Persons(jobs.Select(j => j.Client));
        var completed = tasks.Where(t => StatusOf(t.TaskId) == "completed").ToList();
        var over = tasks.Where(t => StatusesOf(t.TaskId).Any(IsEnd)).ToList();

        return new()
        {
            ["contacts.all"] = Plain(contacts.Count, "contacts"),
            ["contacts.followed"] = Percent(contacts.Count(c => OutcomesOf(c).Count > 0), contacts.Count),
            ["contacts.by-outcome"] = Cells("outcome", contacts.SelectMany(c => OutcomesOf(c).Select(o => (o, c.ContactId))), contacts.Count),
            ["contacts.by-network-profession"] = Cells("profession", contacts.SelectMany(c => c.NetworkProfessions.Select(p => (p, c.ContactId))), contacts.Count),
            ["contacts.by-topic"] = Cells("topic", contacts.Select(c => (c.Topic, c.ContactId)), contacts.Count),
            ["contacts.by-contacting-service"] = Cells("contacting_service", contacts.Select(c => (c.ContactingService, c.ContactId)), contacts.Count),
            ["contacts.by-age-band"] = Cells("age_band", contacts.Select(c => (Band(c.Client), c.ContactId)), contacts.Count),
            ["contacts.by-mode"] = Cells("mode", contacts.Select(c => (ModeOf(c.Mode), c.ContactId)), contacts.Count),
            ["contacts.client-present"] = Percent(contacts.Count(c => c.ClientPresent), contacts.Count),
            ["referrals.all"] = Plain(referrals.Count, "referrals"),
            ["referrals.persons"] = Plain(Persons(referrals.Select(r => r.Client)), "persons"),
            ["referrals.by-sender-kind"] = Cells("sender_kind", referrals.Select(r => (r.SenderKind, r.ReferralId)), referrals.Count),
            ["referrals.persons-by-sender-kind"] = Cells("sender_kind", referrals.Select(r => (r.SenderKind, PersonOf(r.Client))), Persons(referrals.Select(r => r.Client))),
            ["referrals.by-reason"] = Cells("reason", referrals.SelectMany(r => r.Reasons.Select(reason => (reason, r.ReferralId))), referrals.Count),
            ["referrals.persons-by-reason"] = Cells("reason", referrals.SelectMany(r => r.Reasons.Select(reason => (reason, PersonOf(r.Client)))), Persons(referrals.Select(r => r.Client))),
            ["referrals.persons-by-age-band"] = Cells("age_band", referrals.Select(r => (Band(r.Client), PersonOf(r.Client))), Persons(referrals.Select(r => r.Client))),
            ["tasks.all"] = Plain(tasks.Count, "tasks"),
            ["tasks.by-service"] = Cells("service", tasks.Select(t => (t.Service, t.TaskId)), tasks.Count),
            ["tasks.by-service-and-status"] = Cells("service", tasks.Select(t => ($"{t.Service},status={StatusOf(t.TaskId)}", t.TaskId)), tasks.Count),
            ["tasks.by-outcome"] = Cells("outcome", completed.Select(t => (StatusesOf(t.TaskId)[^1].Outcome, t.TaskId)), completed.Count),
            ["tasks.acknowledged"] = Percent(over.Count(t => Raw<OutcomeAcknowledged>().Any(a => a.TaskId == t.TaskId)), over.Count),
            ["team.persons"] = Plain(Persons(cases.Select(c => c.Client)), "persons"),
            ["team.cases-opened"] = Plain(cases.Count, "cases"),
            ["team.cases-handled"] = Plain(handled.Select(h => h.Case.CaseId).Distinct().Count(), "cases"),
            ["team.handlings"] = Plain(handled.Count, "handlings"),
            ["team.client-present"] = Percent(handled.Count(h => h.Case.ClientPresent), handled.Count),
            ["team.meetings"] = Plain(meetings.Count, "meetings"),
            ["team.cases-closed-by-outcome"] = Cells("outcome", closed.Select(c => (c.Outcome, c.CaseId)), closed.Count),
            ["plans.made"] = Plain(plans.Select(p => p.PlanId).Distinct().Count(), "plans"),
            ["plans.persons"] = Plain(Persons(plans.Select(p => p.Client)), "persons"),
            ["plans.revised"] = Plain(plans.Where(p => p.Version > 1).Select(p => p.PlanId).Distinct().Count(), "plans"),
            ["plans.goals"] = Plain(plans.GroupBy(p => p.PlanId).Sum(plan => plan.MaxBy(p => p.Version)!.Goals), "goals"),
            ["measures.by-kind"] = Cells("kind", measures.Select(m => (m.Kind, m.MeasureId)), measures.Count),
            ["measures.voluntary"] = Percent(measures.Count(m => m.Voluntary), measures.Count),
            ["coaching.persons"] = Plain(coached, "persons"),
            ["coaching.persons-by-model"] = Cells("model", started.Select(s => (s.Model, PersonOf(s.Client))), coached),
            ["coaching.persons-by-age-band"] = Cells("age_band", started.Select(s => (Band(s.Client), PersonOf(s.Client))), coached),
            ["coaching.coaches"] = Plain(started.Select(s => s.Coach).Distinct().Count(), "coaches"),
            ["coaching.persons-employed"] = Plain(employed, "persons"),
            ["coaching.relations"] = Plain(jobs.Count, "relations"),
            ["coaching.employment-coefficient"] = Coefficient(jobs.Select(j => PersonOf(j.Client)).Where(cohort.Contains).Distinct().Count(), coached),
            ["coaching.relation-coefficient"] = Coefficient(jobs.Count(j => cohort.Contains(PersonOf(j.Client))), coached),
            ["coaching.destinations"] = Cells("destination", jobs.Select(j => (NaiveSectors.DestinationOf(j), j.JobId)), jobs.Count),
            ["coaching.persons-employed-by-sector"] = Cells("sector", jobs.Select(j => (NaiveSectors.Of(j.Sector), PersonOf(j.Client))), employed),
            ["coaching.open-labour-market"] = Percent(jobs.Count(j => j.OpenLabourMarket), jobs.Count),
            ["coaching.relations-by-contract"] = Cells("contract", jobs.Select(j => (j.Contract, j.JobId)), jobs.Count),
            ["coaching.relations-ended-by-reason"] = Cells("reason", EndsOf(jobs).Select(e => (e.Reason, e.JobId)), EndsOf(jobs).Count),
            ["coaching.work-trial-persons"] = Percent(Persons(trials.Select(t => t.Client).Where(c => cohort.Contains(PersonOf(c)))), coached),
            ["coaching.studies-persons"] = Percent(Persons(studies.Select(s => s.Client).Where(c => cohort.Contains(PersonOf(c)))), coached),
            ["coaching.studies-of-relations"] = Percent(Persons(studies.Select(s => s.Client)), jobs.Count),
            ["coaching.persons-to-education-trial-or-job"] = Percent(Persons(jobs.Select(j => j.Client).Concat(trials.Select(t => t.Client)).Concat(studies.Select(s => s.Client)).Where(c => cohort.Contains(PersonOf(c)))), coached),
            ["coaching.persons-by-best-relation"] = BestRelations(jobs),
            ["coaching.relations-that-became-unsubsidised"] = Percent(jobs.Count(j => j.PaySubsidised && IsUnsubsidised(j)), jobs.Count(j => j.PaySubsidised)),
            ["results.persons-employed"] = Plain(Persons(everybodysJobs.Select(j => j.Client)), "persons"),
            ["results.relations"] = Plain(everybodysJobs.Count, "relations"),
            ["results.persons-by-best-relation"] = BestRelations(everybodysJobs),
            ["results.persons-by-type"] = ByType([
                .. everybodysJobs.Select(j => (j.Kind, PersonOf(j.Client))), .. allTrials.Select(t => ("work-trial", PersonOf(t.Client))),
                .. allStudies.Select(s => ("studies", PersonOf(s.Client))), .. others.Select(r => (r.Type, PersonOf(r.Client)))]),
            ["results.rehabilitation-persons-by-path"] = Cells(
                "rehabilitation_path", others.Where(r => r.Type == "rehabilitation-path").Select(r => (r.RehabilitationPath, PersonOf(r.Client))),
                Persons(others.Where(r => r.Type == "rehabilitation-path").Select(r => r.Client))),
            ["results.ended-by-outcome"] = OutcomesOf([.. allTrials.Select(t => t.WorkTrialId), .. allStudies.Select(s => s.StudiesId), .. others.Select(r => r.ResultId)]),
            ["results.persons-from-supported-place-to-open-labour-market"] = Moves(
                [.. allTrials.Select(t => (PersonOf(t.Client), t.StartedOn.ToDay())), .. everybodysJobs.Where(j => j.PaySubsidised || !j.OpenLabourMarket).Select(j => (PersonOf(j.Client), j.StartedOn.ToDay()))],
                everybodysJobs.Where(j => !j.PaySubsidised && j.OpenLabourMarket).ToList(), PersonOf),
            ["coaching.ended-by-outcome"] = Cells("outcome", ended.Select(e => (e.Outcome, e.CoachingId)), ended.Count),
            ["coaching.contacts-by-party"] = Cells("party", coachContacts.Select(c => (c.Party, c.ContactId)), coachContacts.Count),
            ["employers.contacts"] = Plain(employerContacts.Count, "contacts"),
            ["employers.first-contacts"] = Percent(employerContacts.Count(c => c.First), employerContacts.Count),
            ["employers.contacted"] = Plain(employerContacts.Select(c => c.EmployerId).Distinct().Count(), "employers"),
            ["employers.negotiated-with"] = Percent(employerContacts.Where(c => c.Purpose == "negotiation").Select(c => c.EmployerId).Distinct().Count(), employerContacts.Select(c => c.EmployerId).Distinct().Count()),
            ["employers.contacts-by-purpose"] = Cells("purpose", employerContacts.Select(c => (c.Purpose, c.ContactId)), employerContacts.Count),
            ["openings.by-kind"] = Cells("kind", openings.Select(o => (o.Kind, o.OpeningId)), openings.Count),
            ["openings.filled-by-client"] = Percent(openings.Count(o => Raw<OpeningClosed>().FirstOrDefault(c => c.OpeningId == o.OpeningId)?.Reason == "filled-by-client"), openings.Count),
            ["waiting.task-to-decision"] = Median(tasks.Select(t => (
                FinnishTime.DayOf(t.RequestedAt.ToDateTimeOffset()),
                DayOf(StatusesOf(t.TaskId).FirstOrDefault(s => s.Status is "accepted" or "rejected")),
                DayOf(StatusesOf(t.TaskId).FirstOrDefault(IsEnd))))),
            ["waiting.case-to-meeting"] = Median(cases.Select(c => (
                c.OpenedOn.ToDay(), Earliest(Raw<MeetingHeld>().Where(m => m.Cases.Any(h => h.CaseId == c.CaseId)).Select(m => m.HeldOn)), Earliest(Raw<CaseClosed>().Where(x => x.CaseId == c.CaseId).Select(x => x.ClosedOn))))),
            ["waiting.case-to-plan"] = Median(cases.Select(c => (
                c.OpenedOn.ToDay(), Earliest(Raw<PlanMade>().Where(p => p.CaseId == c.CaseId).Select(p => p.MadeOn)), Earliest(Raw<CaseClosed>().Where(x => x.CaseId == c.CaseId).Select(x => x.ClosedOn))))),
            ["waiting.plan-to-coaching"] = Median(measures.Where(m => m.Kind == "coaching").Select(m => (
                m.AgreedOn.ToDay(), Earliest(Raw<CoachingStarted>().Where(s => s.MeasureId == m.MeasureId).Select(s => s.StartedOn)), Earliest(Raw<CoachingEnded>().Where(e => e.MeasureId == m.MeasureId).Select(e => e.EndedOn))))),
            ["waiting.coaching-to-job"] = Median(started.Select(s => (
                s.StartedOn.ToDay(), Earliest(Raw<JobRecorded>().Where(j => j.CoachingId == s.CoachingId).Select(j => j.StartedOn)), Earliest(Raw<CoachingEnded>().Where(e => e.CoachingId == s.CoachingId).Select(e => e.EndedOn))))),
        };
    }

    // As if what was corrected had been told so at first, and the mistakes never.
    private static List<IMessage> Standing(IReadOnlyList<IMessage> told)
    {
        var mistakes = told.OfType<CaseEnteredInError>().Select(mistake => mistake.CaseId).ToHashSet();
        var standing = new List<IMessage>();
        foreach (var fact in told)
        {
            switch (fact)
            {
                case MeetingHeld held when told.OfType<MeetingEnteredInError>().All(mistake => mistake.MeetingId != held.MeetingId):
                    var right = new MeetingHeld(told.OfType<MeetingCorrected>().LastOrDefault(corrected => corrected.Meeting.MeetingId == held.MeetingId)?.Meeting ?? held);
                    foreach (var gone in right.Cases.Where(handled => mistakes.Contains(handled.CaseId)).ToList()) { right.Cases.Remove(gone); }
                    standing.Add(right);
                    break;
                case CaseOpened opened when !mistakes.Contains(opened.CaseId):
                    var first = told.OfType<CaseCorrected>().LastOrDefault(corrected => corrected.CaseId == opened.CaseId)?.OpenedOn ?? opened.OpenedOn;
                    standing.Add(new CaseOpened(opened) { OpenedOn = first });
                    break;
                case CaseClosed closed when !mistakes.Contains(closed.CaseId):
                    var last = told.OfType<CaseCorrected>().LastOrDefault(corrected => corrected.CaseId == closed.CaseId && corrected.ClosedOn is not null);
                    standing.Add(new CaseClosed(closed) { ClosedOn = last?.ClosedOn ?? closed.ClosedOn, Outcome = last?.Outcome ?? closed.Outcome });
                    break;
                case PlanMade plan when mistakes.Contains(plan.CaseId):
                case MeasureAgreed measure when mistakes.Contains(measure.CaseId):
                case MeetingHeld or CaseOpened or CaseClosed:
                    break;
                default:
                    standing.Add(fact);
                    break;
            }
        }

        return standing;
    }

    private IEnumerable<T> Raw<T>() => facts.OfType<T>();

    private List<T> Of<T>(Func<T, (Date Day, ClientFacets Client, string Organisation)> about) =>
        [.. Raw<T>().Where(fact => about(fact) is var (day, client, organisation) && InPeriod(day) && IsIn(client.Municipality, client.Programme, organisation))];

    private bool InPeriod(Date day) => (population.FromDay is null || day.ToDay() >= population.FromDay.ToDay()) && (population.ToDay is null || day.ToDay() <= population.ToDay.ToDay());

    private bool IsIn(string municipality, string? programme, string? organisation) =>
        (population.Municipality.Length == 0 || municipality == population.Municipality)
        && (programme is null || population.Programme.Length == 0 || programme == population.Programme)
        && (organisation is null || population.Organisation.Length == 0 || organisation == population.Organisation);

    private HashSet<string> OutcomesOf(ContactRecorded contact) => [.. contact.Outcomes, .. Raw<ContactOutcomeAdded>().Where(added => added.ContactId == contact.ContactId).Select(added => added.Outcome)];

    private List<TaskStatusChanged> StatusesOf(string taskId) => [.. Raw<TaskStatusChanged>().Where(change => change.TaskId == taskId)];

    private string StatusOf(string taskId) => StatusesOf(taskId) is [.., var last] ? last.Status : "requested";

    private bool IsMistake(string taskId) => StatusOf(taskId) == "entered-in-error";

    // A task is over in whatever it can't be under way in: the statuses under way are those of the workflow's picture.
    private static bool IsEnd(TaskStatusChanged change) => change.Status is not ("requested" or "accepted" or "in-progress" or "on-hold");

    private List<JobEnded> EndsOf(IEnumerable<JobRecorded> jobs) => [.. jobs.SelectMany(job => Raw<JobEnded>().Where(end => end.JobId == job.JobId).Take(1))];

    // The first told of those of a person with one employer from one day.
    private List<JobRecorded> OncePerPersonAndEmployer(IEnumerable<JobRecorded> jobs) =>
        [.. jobs.GroupBy(j => (PersonOf(j.Client), j.EmployerId, j.StartedOn.ToDay())).Select(same => same.OrderBy(j => j.JobId, StringComparer.Ordinal).First())];

    private string BestRelations(List<JobRecorded> jobs)
    {
        var best = jobs.GroupBy(j => PersonOf(j.Client)).Select(person =>
            person.Any(j => j.Contract == "permanent" && j.WorkingTime == "full-time") ? (Best: "full-time", person.Key)
            : person.Any(j => j.Contract == "fixed-term" || j.WorkingTime == "part-time") ? (Best: "part-time-or-fixed-term", person.Key)
            : (Best: "not-told", person.Key)).ToList();
        return Cells("relation", best.Select(b => (b.Best, b.Key)), best.Count);
    }

    private static string ByType(List<(string Type, string Person)> results) => Cells("type", results, results.Select(r => r.Person).Distinct().Count());

    private string OutcomesOf(List<string> results)
    {
        var ended = Raw<ResultEnded>().Where(e => e.Outcome.Length > 0 && results.Contains(e.ResultId)).ToList();
        return Cells("outcome", ended.Select(e => (e.Outcome, e.ResultId)), ended.Count);
    }

    private bool IsUnsubsidised(JobRecorded job)
    {
        var until = population.ToDay is { } last && last.ToDay() < today ? last.ToDay() : today;
        // Of two of one day the first told holds.
        return Raw<PaySubsidyChanged>().Where(c => c.JobId == job.JobId && c.FromDay.ToDay() <= until).GroupBy(c => c.FromDay.ToDay()).OrderBy(day => day.Key).LastOrDefault()?.First() is { PaySubsidised: false };
    }

    private static string Moves(List<(string Person, DateOnly Day)> supported, List<JobRecorded> open, Func<ClientFacets, string> personOf) => Percent(
        supported.Where(s => open.Any(j => personOf(j.Client) == s.Person && j.StartedOn.ToDay() > s.Day)).Select(s => s.Person).Distinct().Count(),
        supported.Select(s => s.Person).Distinct().Count());

    private string ReceiverOf(TaskRequested task) => StatusesOf(task.TaskId).LastOrDefault(change => change.Receiver.Length > 0)?.Receiver ?? task.Receiver;

    private string PersonOf(ClientFacets client) => persons.GetValueOrDefault(client.ClientId, client.ClientId);

    private int Persons(IEnumerable<ClientFacets> clients) => clients.Select(PersonOf).Distinct().Count();

    // Each merge that stands on the day gives everybody of the one side the other side's name.
    private static Dictionary<string, string> PersonsOn(DateOnly day, IReadOnlyList<(DateOnly Day, IMessage Fact)> merges)
    {
        var known = merges.Where(merge => merge.Day <= day).Select(merge => merge.Fact).ToList();
        var names = new Dictionary<string, string>();
        foreach (var merge in known.OfType<ClientsMerged>().Where(merge => known.OfType<ClientsSplit>().All(split => split.MergeId != merge.MergeId)))
        {
            var (kept, merged) = (names.GetValueOrDefault(merge.KeptClientId, merge.KeptClientId), names.GetValueOrDefault(merge.MergedClientId, merge.MergedClientId));
            foreach (var id in names.Where(name => name.Value == merged).Select(name => name.Key).Append(merged).ToList())
            {
                names[id] = kept;
            }
        }

        return names;
    }

    private static DateOnly? DayOf(TaskStatusChanged? change) => change is null ? null : FinnishTime.DayOf(change.EffectiveAt.ToDateTimeOffset());

    private static DateOnly? Earliest(IEnumerable<Date> days) => days.Select(day => (DateOnly?)day.ToDay()).Min();

    private static string Band(ClientFacets client) => client.AgeBand switch
    {
        AgeBand.Under18 => "under-18",
        AgeBand._1829 => "18-29",
        AgeBand._3054 => "30-54",
        AgeBand._5564 => "55-64",
        AgeBand._65Over => "65-over",
        _ => "unknown",
    };

    private static string ModeOf(Mode mode) => mode switch
    {
        Mode.InPerson => "in-person",
        Mode.HomeVisit => "home-visit",
        Mode.Workplace => "workplace",
        Mode.Phone => "phone",
        Mode.Video => "video",
        _ => "unknown",
    };

    private static string Plain(int count, string unit) => $": {count}/0 {count} {unit}";

    private static string Percent(int numerator, int denominator, string cell = "") => $"{cell}: {numerator}/{denominator} {(denominator == 0 ? "" : Rounded(100m * numerator / denominator, 1))} percent";

    private static string Coefficient(int numerator, int denominator) => $": {numerator}/{denominator} {(denominator == 0 ? "" : Rounded((decimal)numerator / denominator, 2))} coefficient";

    private static string Rounded(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals, CultureInfo.InvariantCulture);

    private static string Cells(string name, IEnumerable<(string Value, string Id)> rows, int denominator) => string.Join('\n', rows
        .GroupBy(row => row.Value)
        .Select(cell => (Cell: $"{name}={cell.Key}", Count: cell.Select(row => row.Id).Distinct().Count()))
        .OrderBy(cell => cell.Cell, StringComparer.Ordinal)
        .Select(cell => Percent(cell.Count, denominator, cell.Cell)));

    // Kaplan–Meier, as the definition says it: at each day, of those still waiting, the share that did not end.
    private string Median(IEnumerable<(DateOnly Begun, DateOnly? Ended, DateOnly? LeftOff)> waits)
    {
        var lengths = waits.Where(w => w.Begun <= today)
            .Select(w => (Days: NaiveCalendar.Between(w.Begun, w.Ended ?? (w.LeftOff < today ? w.LeftOff.Value : today)), Ended: w.Ended is not null)).ToList();
        var share = 1m;
        int? median = null;
        foreach (var days in lengths.Select(l => l.Days).Distinct().Order())
        {
            share *= 1 - ((decimal)lengths.Count(l => l.Days == days && l.Ended) / lengths.Count(l => l.Days >= days));
            median ??= share <= 0.5m + 0.0000001m ? days : null;
        }

        return $": {lengths.Count(l => l.Ended)}/{lengths.Count} {median} business days";
    }
}
