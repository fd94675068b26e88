using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>Each is refused with its own field and reason, and changes nothing.</summary>
public sealed class BadInputTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private static readonly Date longAgo = CoachingHost.Day(-300);

    private static readonly Dictionary<string, (string Reason, Action<StartCoachingRequest> Spoil)> starts = new()
    {
        ["coaching_id"] = ("UUID_INVALID", request => request.CoachingId = "x"),
        ["coach"] = ("WORKER_UNKNOWN", request => request.Coach = "nobody-we-know"),
        ["wishes.municipalities[1] "] = ("MUNICIPALITY_INVALID", request => request.Wishes.Municipalities.Add("000")),
        ["coach_name"] = ("FIELD_REQUIRED", request => request.CoachName = ""),
        ["model"] = ("UNKNOWN_CODE", request => request.Model = "magic"),
        ["agreed"] = ("AGREEMENT_REQUIRED", request => request.Agreed = false),
        ["started_on"] = ("DAY_IN_FUTURE", request => request.StartedOn = CoachingHost.Day(1)),
        ["started_on "] = ("DAY_BEFORE_OPENING", request => request.StartedOn = longAgo),
        ["wishes.occupations[2]"] = ("OCCUPATION_INVALID", request => request.Wishes.Occupations.Add("cook")),
        ["wishes.municipalities[1]"] = ("MUNICIPALITY_INVALID", request => request.Wishes.Municipalities.Add("Mallila")),
        ["wishes.max_weekly_hours"] = ("NUMBER_OUT_OF_RANGE", request => request.Wishes.MaxWeeklyHours = 61),
        ["wishes.disclosure"] = ("VALUE_UNKNOWN", request => request.Wishes.Disclosure = (DisclosurePreference)9),
    };

    private static readonly Dictionary<string, (string Reason, Action<LogContactRequest> Spoil)> contacts = new()
    {
        ["party"] = ("FIELD_REQUIRED", request => request.Party = ContactParty.Unspecified),
        ["employer_id"] = ("FIELD_REQUIRED", request => request.Party = ContactParty.Employer),
        ["employer_id "] = ("ONLY_FOR_EMPLOYER", request => request.EmployerId = CoachingHost.Id()),
        ["in_clients_name"] = ("ONLY_FOR_EMPLOYER", request => request.InClientsName = true),
        ["matches_wishes"] = ("ONLY_FOR_EMPLOYER", request => request.MatchesWishes = true),
        ["mode"] = ("FIELD_REQUIRED", request => request.Mode = Mode.Unspecified),
        ["minutes"] = ("NUMBER_OUT_OF_RANGE", request => request.Minutes = -1),
        ["contacted_on"] = ("DAY_IN_FUTURE", request => request.ContactedOn = CoachingHost.Day(1)),
        ["contacted_on "] = ("DAY_BEFORE_OPENING", request => request.ContactedOn = longAgo),
        ["contacted_on  "] = ("DAY_INVALID", request => request.ContactedOn = new Date { Year = 2026, Month = 13, Day = 1 }),
        ["purpose"] = ("UNKNOWN_CODE", request => request.Purpose = "small-talk"),
        ["note"] = ("TEXT_TOO_LONG", request => request.Note = new string('x', 2001)),
    };

    private static readonly Dictionary<string, (string Reason, Action<RecordJobRequest> Spoil)> jobs = new()
    {
        ["coaching_id"] = ("COACHING_OR_CLIENT", request => request.CoachingId = ""),
        ["client_id"] = ("COACHING_OR_CLIENT", request => request.ClientId = CoachingHost.Id()),
        ["programme"] = ("ONLY_WITHOUT_COACHING", request => request.Programme = "kokeilu"),
        ["occupation "] = ("OCCUPATION_INVALID", request => request.Occupation = "9999"),
        ["employer_id"] = ("UUID_INVALID", request => request.EmployerId = "x"),
        ["kind"] = ("FIELD_REQUIRED", request => request.Kind = JobKind.Unspecified),
        ["contract"] = ("FIELD_REQUIRED", request => request.Contract = Contract.Unspecified),
        ["weekly_hours"] = ("WEEKLY_HOURS_OUT_OF_RANGE", request => request.WeeklyHours = 61),
        ["weekly_hours "] = ("WEEKLY_HOURS_OUT_OF_RANGE", request => request.WeeklyHours = 0),
        ["occupation"] = ("OCCUPATION_INVALID", request => request.Occupation = "12345"),
        ["started_on"] = ("FIELD_REQUIRED", request => request.StartedOn = null),
        ["started_on "] = ("DAY_BEFORE_OPENING", request => request.StartedOn = longAgo),
        ["request_id"] = ("UUID_INVALID", request => request.RequestId = "again"),
    };

    public static TheoryData<string> Starts => [.. starts.Keys];

    public static TheoryData<string> Contacts => [.. contacts.Keys];

    public static TheoryData<string> Jobs => [.. jobs.Keys];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_wrong_start(string field)
    {
        var opened = await host.OpenedAsync();
        var request = CoachingHost.NewStart(opened);
        starts[field].Spoil(request);

        await RefusedAsync(host.Coachings.StartCoachingAsync(request), field, starts[field].Reason, opened);
    }

    [Theory]
    [MemberData(nameof(Contacts))]
    public async Task A_wrong_contact(string field)
    {
        var started = await host.StartedAsync();
        var request = CoachingHost.NewContact(started);
        contacts[field].Spoil(request);

        await RefusedAsync(host.Coachings.LogContactAsync(request), field, contacts[field].Reason, started);
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task A_wrong_job(string field)
    {
        var started = await host.StartedAsync();
        var request = CoachingHost.NewJob(started, await host.EmployerAsync());
        jobs[field].Spoil(request);

        await RefusedAsync(host.Results.RecordJobAsync(request), field, jobs[field].Reason, started);
    }

    [Fact]
    public async Task A_wrong_end_work_trial_and_studies()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, employer))).Job;
        var trial = new RecordWorkTrialRequest { CoachingId = started.CoachingId, EmployerId = employer, StartedOn = CoachingHost.Day(-2), EndsOn = CoachingHost.Day(2) };
        var studies = new RecordStudiesRequest { CoachingId = started.CoachingId, Level = "vocational", StartedOn = CoachingHost.Day(-2) };
        var endJob = new EndJobRequest { JobId = job.JobId, EndedOn = CoachingHost.Day(0), Reason = "other" };
        var end = new EndCoachingRequest { CoachingId = started.CoachingId, Outcome = "employed" };

        await RefusedAsync(host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest(trial) { EndsOn = CoachingHost.Day(-3) }), "ends_on", "DAY_BEFORE_START", started);
        await RefusedAsync(host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest(trial) { EndsOn = null }), "ends_on", "FIELD_REQUIRED", started);
        await RefusedAsync(host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest(trial) { StartedOn = longAgo }), "started_on", "DAY_BEFORE_OPENING", started);
        await RefusedAsync(host.Results.RecordStudiesAsync(new RecordStudiesRequest(studies) { Level = "magic" }), "level", "UNKNOWN_CODE", started);
        await RefusedAsync(host.Results.RecordStudiesAsync(new RecordStudiesRequest(studies) { StartedOn = longAgo }), "started_on", "DAY_BEFORE_OPENING", started);
        await RefusedAsync(host.Results.EndJobAsync(new EndJobRequest(endJob) { EndedOn = CoachingHost.Day(-6) }), "ended_on", "DAY_BEFORE_START", started);
        await RefusedAsync(host.Results.EndJobAsync(new EndJobRequest(endJob) { Reason = "boredom" }), "reason", "UNKNOWN_CODE", started);
        await RefusedAsync(host.Coachings.EndCoachingAsync(new EndCoachingRequest(end) { Outcome = "" }), "outcome", "FIELD_REQUIRED", started);
        await RefusedAsync(host.Coachings.EndCoachingAsync(new EndCoachingRequest(end) { EndedOn = CoachingHost.Day(1) }), "ended_on", "DAY_IN_FUTURE", started);
        await RefusedAsync(host.Coachings.EndCoachingAsync(new EndCoachingRequest(end) { EndedOn = CoachingHost.Day(-21) }), "ended_on", "DAY_BEFORE_START", started);
    }

    private async Task RefusedAsync<T>(AsyncUnaryCall<T> call, string field, string reason, Coaching before)
    {
        var refusal = await call.ShouldFail(StatusCode.InvalidArgument, reason);

        refusal.Metadata["field"].ShouldBe(field.Trim());
        refusal.BadRequest!.FieldViolations.ShouldContain(violation => violation.Field == field.Trim());
        (await host.ReadAsync(before.CoachingId)).ShouldBe(before);
    }
}
