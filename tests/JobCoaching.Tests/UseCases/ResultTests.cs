using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

/// <summary>Results of every kind, of coached clients and of others.</summary>
public sealed class ResultTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    public static TheoryData<ResultType> Types => [.. Enum.GetValues<ResultType>().Where(type => type != ResultType.Unspecified)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_kind_is_recorded_ended_corrected_and_taken_back_of_a_client_without_coaching(ResultType type)
    {
        var client = await host.OnPathwayAsync();
        var employer = await host.EmployerAsync("foundation");
        var isJob = type is ResultType.Employment or ResultType.Apprenticeship;

        var recorded = (await host.Results.RecordResultAsync(new RecordResultRequest { ClientId = client, Type = type, Details = Details(type, employer), RequestId = CoachingHost.Id() })).Result;
        var ended = (await host.Results.EndResultAsync(new EndResultRequest
        {
            ResultId = recorded.ResultId,
            EndedOn = CoachingHost.Day(-3),
            Reason = isJob ? "contract-ended" : "completed",
            Outcome = "open-job",
            Etag = recorded.Etag,
        })).Result;
        var anew = new ResultDetails(ended.Details) { StartedOn = CoachingHost.Day(-21), EndedOn = null, EndReason = "", Outcome = "" };
        var corrected = (await host.Results.CorrectResultAsync(new CorrectResultRequest { ResultId = recorded.ResultId, Details = anew, Reason = "told-later", Note = "Tarkennus." })).Result;
        var mistaken = (await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = recorded.ResultId, Reason = "wrong-client" })).Result;

        (recorded.State, recorded.ClientId, recorded.CoachingId, recorded.Programme, recorded.Details).ShouldBe((ResultState.UnderWay, client, "", "polku", Details(type, employer)));
        (ended.State, ended.Details.Outcome).ShouldBe((ResultState.Ended, "open-job"));
        (corrected.State, corrected.Details).ShouldBe((ResultState.UnderWay, anew));
        (mistaken.State, mistaken.ErrorReason).ShouldBe((ResultState.EnteredInError, "wrong-client"));
        (await host.Results.GetResultAsync(new GetResultRequest { ResultId = recorded.ResultId })).Result.ShouldBe(mistaken);
        (await host.TrailAsync(recorded.ResultId)).ShouldBe(
            [">under-way ", $"under-way>ended {(isJob ? "contract-ended" : "completed")}", "ended>under-way told-later", "under-way>entered-in-error wrong-client"]);
        await host.Results.EndResultAsync(new EndResultRequest { ResultId = recorded.ResultId, EndedOn = CoachingHost.Day(-1), Reason = "health" })
            .ShouldFail(StatusCode.FailedPrecondition, "RESULT_ENTERED_IN_ERROR");

        var corrections = (await host.Database.FactsAsync<ResultCorrected>(client)).ShouldHaveSingleItem();
        corrections.EndedOn.ShouldBeNull();
        (await host.Database.FactsAsync<ResultEnteredInError>(client)).ShouldHaveSingleItem().Reason.ShouldBe("wrong-client");
        var listed = await host.Results.ListResultsAsync(new ListResultsRequest { ClientId = client });
        listed.Results.ShouldHaveSingleItem().ShouldBe(mistaken);
        (listed.Jobs.Count, listed.WorkTrials.Count, listed.Studies.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task The_same_job_told_twice_is_refused_also_under_another_id_of_the_client_and_after_a_mistake_it_is_not()
    {
        var (one, other) = (await host.StartedAsync(), await host.StartedAsync());
        var merge = new ClientsMerged { MergeId = CoachingHost.Id(), KeptClientId = one.ClientId, MergedClientId = other.ClientId };
        host.Sources.Tell("referrals", merge, one.ClientId, other.ClientId);
        await Eventually.Holds(async () => (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { ClientId = one.ClientId })).Coachings.Count == 2, "the merge is known");
        var employer = await host.EmployerAsync();
        var first = (await host.Results.RecordJobAsync(CoachingHost.NewJob(one, employer))).Job;

        var refusal = await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(one, employer)) { Kind = JobKind.Apprenticeship }).ShouldFail(StatusCode.AlreadyExists, "RESULT_ALREADY_RECORDED");
        refusal.Metadata["result_id"].ShouldBe(first.JobId);
        await host.Results.RecordJobAsync(CoachingHost.NewJob(other, employer)).ShouldFail(StatusCode.AlreadyExists, "RESULT_ALREADY_RECORDED");
        await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(one, employer)) { StartedOn = CoachingHost.Day(-4) });
        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = first.JobId, Reason = "other" });
        await host.Results.RecordJobAsync(CoachingHost.NewJob(other, employer));

        // A correction may not make twins either.
        var third = (await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(one, employer)) { StartedOn = CoachingHost.Day(-3) })).Job;
        var details = (await host.Results.GetResultAsync(new GetResultRequest { ResultId = third.JobId })).Result.Details;
        await host.Results.CorrectResultAsync(new CorrectResultRequest { ResultId = third.JobId, Details = new ResultDetails(details) { StartedOn = CoachingHost.Day(-4) }, Reason = "other" })
            .ShouldFail(StatusCode.AlreadyExists, "RESULT_ALREADY_RECORDED");
    }

    [Fact]
    public async Task Told_at_once_the_same_job_is_recorded_once()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await host.Results.RecordJobAsync(CoachingHost.NewJob(started, employer));
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));

        answers.Count(status => status == StatusCode.OK).ShouldBe(1);
        answers.Where(status => status != StatusCode.OK).ShouldAllBe(status => status == StatusCode.AlreadyExists);
        (await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = started.CoachingId })).Jobs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_corrected_result_keeps_what_was_told_before_and_by_whom()
    {
        var started = await host.StartedAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()))).Job;
        var recorded = (await host.Results.GetResultAsync(new GetResultRequest { ResultId = job.JobId })).Result;
        var details = new ResultDetails(recorded.Details) { Place = "Varasto" };

        var corrected = (await host.Results.CorrectResultAsync(new CorrectResultRequest { ResultId = job.JobId, Details = details, Reason = "typing-error", Note = "Toinen työpaikka." })).Result;
        var mistaken = (await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = job.JobId, Reason = "duplicate" })).Result;

        var versions = (await host.Results.ListResultVersionsAsync(new ListResultVersionsRequest { ResultId = job.JobId })).Versions;
        versions.Select(version => version.Result).ShouldBe([recorded, corrected, mistaken]);
        versions.Select(version => (version.Reason, version.Note)).ShouldBe([("", ""), ("typing-error", "Toinen työpaikka."), ("duplicate", "")]);
        versions.ShouldAllBe(version => version.RecordedBy.Length > 0 && version.RecordedAt != null);
    }

    [Fact]
    public async Task A_job_that_becomes_unsubsidised_keeps_how_it_began()
    {
        var started = await host.StartedAsync();
        var job = (await host.Results.RecordJobAsync(new RecordJobRequest(CoachingHost.NewJob(started, await host.EmployerAsync())) { PaySubsidised = true, WorkingTime = WorkingTime.FullTime, Workplace = "Keittiö", StartedOn = CoachingHost.Day(-12) })).Job;

        var without = (await host.Results.SetPaySubsidyAsync(new SetPaySubsidyRequest { ResultId = job.JobId, FromDay = CoachingHost.Day(-2), Etag = job.Etag })).Result;

        (without.Details.Work.PaySubsidised, without.PaySubsidyChanges.ShouldHaveSingleItem().PaySubsidised).ShouldBe((true, false));
        await host.Results.SetPaySubsidyAsync(new SetPaySubsidyRequest { ResultId = job.JobId, FromDay = CoachingHost.Day(-1) }).ShouldFail(StatusCode.FailedPrecondition, "PAY_SUBSIDY_UNCHANGED");
        await host.Results.SetPaySubsidyAsync(new SetPaySubsidyRequest { ResultId = job.JobId, PaySubsidised = true, FromDay = CoachingHost.Day(-2) }).ShouldFail(StatusCode.InvalidArgument, "DAY_BEFORE_PREVIOUS");
        (await host.Database.FactsAsync<PaySubsidyChanged>(started.ClientId)).ShouldHaveSingleItem().FromDay.ShouldBe(CoachingHost.Day(-2));
        (await host.Database.FactsAsync<JobRecorded>(started.ClientId)).ShouldHaveSingleItem().WorkingTime.ShouldBe("full-time");
        (await host.Results.ListResultsAsync(new ListResultsRequest { CoachingId = started.CoachingId })).Jobs.ShouldHaveSingleItem().Workplace.ShouldBe("Keittiö");

        // Corrected to have begun later, it keeps the changes that came after.
        var details = new ResultDetails(without.Details) { StartedOn = CoachingHost.Day(-2) };
        (await host.Results.CorrectResultAsync(new CorrectResultRequest { ResultId = job.JobId, Details = details, Reason = "typing-error" })).Result.PaySubsidyChanges.ShouldBeEmpty();
        (await host.Database.FactsAsync<ResultCorrected>(started.ClientId)).ShouldHaveSingleItem().Job.StartedOn.ShouldBe(CoachingHost.Day(-2));
    }

    [Theory]
    [InlineData(ResultType.Volunteering, "details.employer_id", "NOT_OF_THIS_KIND")]
    [InlineData(ResultType.Employment, "details.work", "FIELD_REQUIRED")]
    [InlineData(ResultType.Employment, "details.ends_on", "NOT_OF_THIS_KIND")]
    [InlineData(ResultType.WorkTrial, "details.ends_on", "FIELD_REQUIRED")]
    [InlineData(ResultType.Studies, "details.study_level", "FIELD_REQUIRED")]
    [InlineData(ResultType.RehabilitationPath, "details.rehabilitation_path", "UNKNOWN_CODE")]
    [InlineData(ResultType.DisabilityPension, "details.place", "NOT_OF_THIS_KIND")]
    [InlineData(ResultType.SickLeave, "details.started_on", "DAY_IN_FUTURE")]
    [InlineData(ResultType.OwnBusiness, "details.work.pay_subsidised", "NOT_OF_THIS_KIND")]
    [InlineData(ResultType.PeerGroup, "details.end_reason", "ONLY_WITH_END")]
    [InlineData(ResultType.Employment, "details.work.occupation", "OCCUPATION_INVALID")]
    public async Task What_a_kind_has_not_or_must_have_is_said_by_field(ResultType type, string field, string reason)
    {
        var client = await host.OnPathwayAsync();
        var employer = await host.EmployerAsync();
        var details = Details(type, employer);
        switch (field)
        {
            case "details.employer_id": details.EmployerId = employer; break;
            case "details.work": details.Work = null; break;
            case "details.ends_on": details.EndsOn = details.EndsOn is null ? CoachingHost.Day(5) : null; break;
            case "details.study_level": details.StudyLevel = ""; break;
            case "details.rehabilitation_path": details.RehabilitationPath = "elsewhere"; break;
            case "details.place": details.Place = "Kela"; break;
            case "details.started_on": details.StartedOn = CoachingHost.Day(2); break;
            case "details.work.pay_subsidised": details.Work.PaySubsidised = true; break;
            case "details.end_reason": details.EndReason = "completed"; break;
            default: details.Work.Occupation = "9999"; break;
        }

        var refusal = await host.Results.RecordResultAsync(new RecordResultRequest { ClientId = client, Type = type, Details = details }).ShouldFail(StatusCode.InvalidArgument, reason);

        refusal.Metadata["field"].ShouldBe(field);
        (await host.Results.ListResultsAsync(new ListResultsRequest { ClientId = client })).Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_has_the_client_on_a_pathway_records_and_only_known_programmes_are_taken()
    {
        var client = await host.OnPathwayAsync();
        var request = new RecordStudiesRequest { ClientId = client, Level = "vocational", StartedOn = CoachingHost.Day(-2), Programme = "toinen-hanke" };
        var strangers = new ResultsService.ResultsServiceClient(host.As(Role.Coach, CoachingHost.Stranger));

        await strangers.RecordStudiesAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await strangers.ListResultsAsync(new ListResultsRequest { ClientId = client }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.Results.RecordStudiesAsync(new RecordStudiesRequest(request) { Programme = "unheard-of" }).ShouldFail(StatusCode.InvalidArgument, "PROGRAMME_UNKNOWN")).Metadata["field"].ShouldBe("programme");
        await host.Results.RecordStudiesAsync(request);
        (await host.Database.FactsAsync<StudiesRecorded>(client)).ShouldHaveSingleItem().Client.ShouldBe(
            new ClientFacets
            {
                ClientId = client,
                AgeBand = AgeBand._5564,
                Municipality = "683",
                Programme = "toinen-hanke",
                Sex = Sex.Female,
                ContactLanguage = "sv",
                CustomerProfile = "many-supports",
            });
    }

    [Fact]
    public async Task An_order_of_non_disclosure_hides_in_what_results_go_on_to_tell_who_the_client_is()
    {
        var client = await host.OnPathwayAsync();
        var request = new RecordStudiesRequest { ClientId = client, Level = "vocational", StartedOn = CoachingHost.Day(-2) };
        var studies = (await host.Results.RecordStudiesAsync(request)).Studies;

        await host.HideAsync(client, studies.StudiesId);
        await host.Results.CorrectResultAsync(new CorrectResultRequest
        {
            ResultId = studies.StudiesId,
            Details = new ResultDetails { StartedOn = CoachingHost.Day(-3), StudyLevel = "vocational" },
            Reason = "typing-error",
        });
        await Eventually.Holds(
            async () => await host.Database.ScalarAsync<string>($"SELECT municipality FROM known_pathway WHERE client_id = '{client}'") == "unknown", "the pathway tells no more");
        await host.Results.RecordStudiesAsync(new RecordStudiesRequest(request) { StartedOn = CoachingHost.Day(-1) });

        var told = (await host.Database.FactsAsync<ResultCorrected>(client)).Select(fact => fact.Studies.Client)
            .Append((await host.Database.FactsAsync<StudiesRecorded>(client))[^1].Client).ToList();
        told.Count.ShouldBe(2);
        told.ShouldAllBe(facets => facets.Municipality == "unknown" && facets.Sex == Sex.Unknown && facets.ContactLanguage == "und" && facets.CustomerProfile == "unknown");
    }

    private static ResultDetails Details(ResultType type, string employer)
    {
        var details = new ResultDetails { StartedOn = CoachingHost.Day(-20) };
        switch (type)
        {
            case ResultType.Employment or ResultType.Apprenticeship:
                details.EmployerId = employer;
                details.Work = new Work { Contract = Contract.Permanent, WeeklyHours = 3, Occupation = "5120", OpenLabourMarket = true, WorkingTime = WorkingTime.PartTime };
                break;
            case ResultType.OwnBusiness or ResultType.LightEntrepreneurship:
                details.Work = new Work { WeeklyHours = 10, Occupation = "7115" };
                break;
            case ResultType.WorkTrial:
                details.EmployerId = employer;
                details.EndsOn = CoachingHost.Day(20);
                break;
            case ResultType.Studies:
                details.StudyLevel = "vocational";
                details.Place = "Lapin koulutuskeskus";
                break;
            case ResultType.RehabilitationPath:
                details.RehabilitationPath = "vocational";
                break;
            case ResultType.FixedTermDisabilityPension:
                details.EndsOn = CoachingHost.Day(300);
                break;
        }

        return details;
    }
}
