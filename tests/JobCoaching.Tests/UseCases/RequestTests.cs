using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>What holds for every request: repeats, etags, trials, pages, access-log rows.</summary>
public sealed class RequestTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_a_reused_id_is_refused()
    {
        var started = await host.StartedAsync();
        var request = CoachingHost.NewJob(started, await host.EmployerAsync());

        var first = await host.Results.RecordJobAsync(request);
        (await host.Results.RecordJobAsync(request)).ShouldBe(first);
        await host.Results.RecordJobAsync(new RecordJobRequest(request) { WeeklyHours = 10 }).ShouldFail(StatusCode.AlreadyExists, "REQUEST_ID_REUSED");

        (await host.Database.FactsAsync<JobRecorded>(started.ClientId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Concurrent_repeats_make_one_and_concurrent_contacts_are_all_counted()
    {
        var started = await host.StartedAsync();
        var request = CoachingHost.NewContact(started);

        var same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Coachings.LogContactAsync(request).ResponseAsync));
        same.Select(answer => answer.ContactId).Distinct().ShouldHaveSingleItem();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.Coachings.LogContactAsync(CoachingHost.NewContact(started)).ResponseAsync));

        (await host.ReadAsync(started.CoachingId)).ContactCounts.Client.ShouldBe(4);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one_and_who_changed_it()
    {
        var started = await host.StartedAsync();
        var logged = (await host.Coachings.LogContactAsync(CoachingHost.NewContact(started))).Coaching;
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()))).Job;

        var refusal = await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = started.CoachingId, Outcome = "employed", Etag = started.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");

        (refusal.Metadata["etag"], refusal.Metadata["changed_by"]).ShouldBe((logged.Etag, "test-coach"));
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started)) { Etag = started.Etag }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(started)) { Etag = "AAAA" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        await host.Results.EndJobAsync(new EndJobRequest { JobId = job.JobId, EndedOn = CoachingHost.Day(0), Reason = "other", Etag = "AAAA" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
    }

    [Fact]
    public async Task A_trial_makes_every_check_and_writes_nothing()
    {
        var opened = await host.OpenedAsync();
        var employer = await host.EmployerAsync();
        (await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(opened)) { ValidateOnly = true })).Coaching.State.ShouldBe(CoachingState.Started);
        (await host.ReadAsync(opened.CoachingId)).ShouldBe(opened);

        var started = (await host.Coachings.StartCoachingAsync(CoachingHost.NewStart(opened))).Coaching;
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started)) { ValidateOnly = true });
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = opened.CoachingId, Outcome = "employed", ValidateOnly = true });
        await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(started, employer)) { ValidateOnly = true });
        await host.Results.RecordStudiesAsync(new RecordStudiesRequest { CoachingId = opened.CoachingId, Level = "basic", StartedOn = CoachingHost.Day(0), ValidateOnly = true });
        await host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest { CoachingId = opened.CoachingId, EmployerId = employer, StartedOn = CoachingHost.Day(0), EndsOn = CoachingHost.Day(9), ValidateOnly = true });

        (await host.ReadAsync(opened.CoachingId)).ShouldBe(started);
        (await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = opened.CoachingId })).ShouldBe(new ListResultsResponse());
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM event_log WHERE '{opened.ClientId}' = ANY(order_keys)")).ShouldBe(2);
    }

    [Fact]
    public async Task Lists_are_paged_and_narrowed_without_gaps_or_repeats_newest_first()
    {
        var opened = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            opened.Add((await host.OpenedAsync()).CoachingId);
        }

        var seen = new List<Coaching>();
        var request = new ListCoachingsRequest { PageSize = 2, State = CoachingState.Open };
        do
        {
            var page = await host.Coachings.ListCoachingsAsync(request);
            page.Coachings.Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.Coachings);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.Select(item => item.CoachingId).ShouldBeUnique();
        seen.Select(item => item.CoachingId).Where(opened.Contains).ShouldBe(Enumerable.Reverse(opened));
        var worker = await host.WorkerAsync();
        await host.Coachings.StartCoachingAsync(new StartCoachingRequest(CoachingHost.NewStart(seen[0])) { Coach = worker });
        (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { Coach = worker })).Coachings.ShouldHaveSingleItem().CoachingId.ShouldBe(seen[0].CoachingId);
        await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { PageSize = -1 }).ShouldFail(StatusCode.InvalidArgument, "PAGE_SIZE_NEGATIVE");
        await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { PageToken = "AAAA" }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }

    [Fact]
    public async Task Every_read_leaves_its_row_on_the_client()
    {
        var started = await host.StartedAsync();
        await host.ReadAsync(started.CoachingId);
        await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { ClientId = started.ClientId });
        await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = started.CoachingId });

        (await host.Database.ScalarAsync<string[]>($"""
            SELECT array_agg(DISTINCT kind || ' ' || split_part(rpc, '/', 3) ORDER BY kind || ' ' || split_part(rpc, '/', 3)) FROM access_log
            WHERE client_id = '{started.ClientId}' AND subject = 'test-coach'
            """)).ShouldBe(["change StartCoaching", "read GetCoaching", "read ListCoachings", "read ListResults"]);
    }
}
