using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class JourneyTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_coaching_goes_from_the_measure_through_contacts_and_results_to_its_outcome()
    {
        var opened = await host.OpenedAsync();
        var employer = await host.EmployerAsync("municipality");

        var started = (await host.Coachings.StartCoachingAsync(CoachingHost.NewStart(opened))).Coaching;
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started));
        var logged = (await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started, employer)) { MatchesWishes = true })).Coaching;
        var trial = (await host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest { CoachingId = opened.CoachingId, EmployerId = employer, StartedOn = CoachingHost.Day(-9), EndsOn = CoachingHost.Day(-6) })).WorkTrial;
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, employer))).Job;
        var studies = (await host.Results.RecordStudiesAsync(new RecordStudiesRequest { CoachingId = opened.CoachingId, Level = "vocational", StartedOn = CoachingHost.Day(-4) })).Studies;
        var endedJob = (await host.Results.EndJobAsync(new EndJobRequest { JobId = job.JobId, EndedOn = CoachingHost.Day(-2), Reason = "contract-ended", Etag = job.Etag })).Job;
        var ended = (await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = opened.CoachingId, Outcome = "employed", EndedOn = CoachingHost.Day(-1), Etag = logged.Etag })).Coaching;

        (started.State, started.Coach, started.CoachName).ShouldBe((CoachingState.Started, "test-coach", "Veikko Vainio"));
        logged.ContactCounts.ShouldBe(new ContactCounts { Client = 1, Employer = 1 });
        job.Sector.ShouldBe("municipality");
        (ended.State, ended.Outcome).ShouldBe((CoachingState.Ended, "employed"));
        (await host.ReadAsync(opened.CoachingId)).ShouldBe(ended);
        var results = await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = opened.CoachingId });
        results.Jobs.ShouldHaveSingleItem().ShouldBe(endedJob);
        results.WorkTrials.ShouldHaveSingleItem().ShouldBe(trial);
        results.Studies.ShouldHaveSingleItem().ShouldBe(studies);
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(from_state || '>' || to_state ORDER BY seq) FROM transition WHERE object_id = '{opened.CoachingId}'"))
            .ShouldBe([">open", "open>started", "started>started", "started>started", "started>ended"]);
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(from_state || '>' || to_state ORDER BY seq) FROM transition WHERE object_id = '{job.JobId}'")).ShouldBe([">under-way", "under-way>ended"]);
    }

    [Fact]
    public async Task Everything_that_metrics_count_is_told_with_what_the_measure_told_of_the_client()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync("association");
        var client = started.ClientId;

        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started, employer)) { MatchesWishes = true });
        var job = (await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(started, employer)) { PaySubsidised = true, Kind = JobKind.Apprenticeship, Contract = Contract.Permanent })).Job;
        await host.Results.EndJobAsync(new EndJobRequest { JobId = job.JobId, EndedOn = CoachingHost.Day(-2), Reason = "subsidy-ended" });
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = started.CoachingId, Outcome = "employed" });

        var began = (await host.Database.FactsAsync<CoachingStarted>(client)).ShouldHaveSingleItem();
        (began.Coach, began.Model, began.CaseId, began.MeasureId, began.Client.Municipality, began.Client.Programme).ShouldBe(("test-coach", started.Model, started.CaseId, started.MeasureId, "698", "kokeilu"));
        var contact = (await host.Database.FactsAsync<CoachingContactLogged>(client)).ShouldHaveSingleItem();
        (contact.Party, contact.EmployerId, contact.MatchesWishes, contact.ContactedOn).ShouldBe(("employer", employer, true, CoachingHost.Day(-10)));
        var recorded = (await host.Database.FactsAsync<JobRecorded>(client)).ShouldHaveSingleItem();
        (recorded.Sector, recorded.Kind, recorded.Contract, recorded.PaySubsidised, recorded.OpenLabourMarket).ShouldBe(("association", "apprenticeship", "permanent", true, true));
        (await host.Database.FactsAsync<JobEnded>(client)).ShouldHaveSingleItem().Reason.ShouldBe("subsidy-ended");
        var ended = (await host.Database.FactsAsync<CoachingEnded>(client)).ShouldHaveSingleItem();
        (ended.Outcome, ended.CaseId, ended.MeasureId, ended.EndedOn).ShouldBe(("employed", started.CaseId, started.MeasureId, CoachingHost.Day(0)));
    }

    [Fact]
    public async Task No_fact_carries_free_text()
    {
        var started = await host.StartedAsync();
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started));

        (await host.Database.ScalarAsync<long>("SELECT count(*) FROM event_log WHERE position('Sovittiin'::bytea IN data) > 0 OR position('Vainio'::bytea IN data) > 0")).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_coaching_that_has_not_started_or_has_ended_refuses()
    {
        var opened = await host.OpenedAsync();
        var employer = await host.EmployerAsync();

        await host.Coachings.LogContactAsync(CoachingHost.NewContact(opened)).ShouldFail(StatusCode.FailedPrecondition, "COACHING_NOT_STARTED");
        await host.Coachings.FindOpeningsAsync(new FindOpeningsRequest { CoachingId = opened.CoachingId }).ShouldFail(StatusCode.FailedPrecondition, "COACHING_NOT_STARTED");
        await host.Results.RecordJobAsync(CoachingHost.NewJob(opened, employer)).ShouldFail(StatusCode.FailedPrecondition, "COACHING_NOT_STARTED");
        await host.Coachings.StartCoachingAsync(CoachingHost.NewStart(opened));
        await host.Coachings.StartCoachingAsync(CoachingHost.NewStart(opened)).ShouldFail(StatusCode.FailedPrecondition, "COACHING_ALREADY_STARTED");
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = opened.CoachingId, Outcome = "employed" });
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = opened.CoachingId, Outcome = "studies" }).ShouldFail(StatusCode.FailedPrecondition, "COACHING_ENDED");
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(opened)).ShouldFail(StatusCode.FailedPrecondition, "COACHING_ENDED");

        (await host.Results.RecordJobAsync(CoachingHost.NewJob(opened, employer))).Job.EmployerId.ShouldBe(employer);
    }

    [Fact]
    public async Task A_client_who_refuses_disclosure_is_named_to_no_employer()
    {
        var started = await host.StartedAsync(DisclosurePreference.Refused);
        var employer = await host.EmployerAsync();

        var refusal = await host.Coachings.LogContactAsync(CoachingHost.NewContact(started, employer)).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_REFUSED");

        refusal.LocalizedMessage!.Message.ShouldContain("Asiakas ei halua");
        (await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started, employer)) { InClientsName = false })).Coaching.ContactCounts.Employer.ShouldBe(1);
    }

    [Fact]
    public async Task An_employer_that_nobody_registered_is_refused_and_a_job_ends_once()
    {
        var started = await host.StartedAsync();
        var nobody = CoachingHost.Id();

        await host.Results.RecordJobAsync(CoachingHost.NewJob(started, nobody)).ShouldFail(StatusCode.FailedPrecondition, "EMPLOYER_UNKNOWN");
        await host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest { CoachingId = started.CoachingId, EmployerId = nobody, StartedOn = CoachingHost.Day(-1), EndsOn = CoachingHost.Day(1) })
            .ShouldFail(StatusCode.FailedPrecondition, "EMPLOYER_UNKNOWN");
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started, nobody)).ShouldFail(StatusCode.InvalidArgument, "EMPLOYER_UNKNOWN");

        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()))).Job;
        var end = new EndJobRequest { JobId = job.JobId, EndedOn = CoachingHost.Day(-1), Reason = "new-job" };
        await host.Results.EndJobAsync(end);
        await host.Results.EndJobAsync(end).ShouldFail(StatusCode.FailedPrecondition, "JOB_ENDED");
        (await host.ReadAsync(started.CoachingId)).ShouldBe(started);
    }
}
