using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.Reactions;

public sealed class OpenCoachingTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_coaching_measure_that_the_client_accepted_opens_a_coaching_at_its_provider()
    {
        var measure = CoachingHost.NewMeasure();
        host.Sources.Tell("team", measure, measure.Client.ClientId);

        var opened = await host.CoachingOfAsync(measure.MeasureId);

        (opened.ClientId, opened.Organisation, opened.CaseId, opened.State).ShouldBe((measure.Client.ClientId, measure.Provider, measure.CaseId, CoachingState.Open));
        opened.OpenedOn.ShouldBe(measure.AcceptedOn);
        var fact = (await host.Database.FactsAsync<CoachingOpened>(opened.ClientId)).ShouldHaveSingleItem();
        (fact.CoachingId, fact.MeasureId, fact.CaseId, fact.Organisation).ShouldBe((opened.CoachingId, measure.MeasureId, measure.CaseId, measure.Provider));
        fact.Client.ShouldBe(measure.Client);
        fact.Referrer.ShouldBe(measure.Referrer);
        (await host.Database.ScalarAsync<string>($"SELECT actor || ' ' || to_state FROM transition WHERE object_id = '{opened.CoachingId}'")).ShouldBe("system open");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_sent_the_client_is_told_of_what_the_coaching_leads_to_also_where_there_was_no_referral(bool hasReferral)
    {
        var measure = CoachingHost.NewMeasure();
        measure.Referrer = hasReferral ? measure.Referrer : new Referrer { Service = "kela" };
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        var started = (await host.Coachings.StartCoachingAsync(CoachingHost.NewStart(await host.CoachingOfAsync(measure.MeasureId)))).Coaching;

        await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()));

        (await host.Database.FactsAsync<CoachingOpened>(started.ClientId)).ShouldHaveSingleItem().Referrer.ShouldBe(measure.Referrer);
        (await host.Database.FactsAsync<CoachingStarted>(started.ClientId)).ShouldHaveSingleItem().Referrer.ShouldBe(measure.Referrer);
        var job = (await host.Database.FactsAsync<JobRecorded>(started.ClientId)).ShouldHaveSingleItem();
        (job.Referrer, job.Client).ShouldBe((measure.Referrer, measure.Client));
    }

    [Theory]
    [InlineData("work-ability-clarified")]
    [InlineData("service-given")]
    [InlineData("employment-full-time")]
    public async Task A_coaching_does_not_end_in_what_only_cases_tasks_or_contacts_do(string outcome)
    {
        var started = await host.StartedAsync();

        (await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = started.CoachingId, Outcome = outcome }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE"))
            .Metadata["field"].ShouldBe("outcome");
    }

    [Fact]
    public async Task An_order_of_non_disclosure_hides_in_what_the_coaching_goes_on_to_tell_who_the_client_is()
    {
        var started = await host.StartedAsync();
        await host.HideAsync(started.ClientId, started.CoachingId);

        await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()));

        var told = (await host.Database.FactsAsync<JobRecorded>(started.ClientId)).ShouldHaveSingleItem().Client;
        (told.Municipality, told.Sex, told.ContactLanguage, told.CustomerProfile, told.Programme).ShouldBe(("unknown", Sex.Unknown, "und", "unknown", "kokeilu"));
    }

    [Fact]
    public async Task A_measure_told_twice_opens_one_coaching_and_another_kind_none()
    {
        var (measure, other) = (CoachingHost.NewMeasure(), CoachingHost.NewMeasure(kind: "health-check"));
        host.Sources.Tell("team", other, other.Client.ClientId);
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        await host.OpenedAsync();

        (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = measure.MeasureId })).Coachings.ShouldHaveSingleItem();
        (await host.Database.FactsAsync<CoachingOpened>(measure.Client.ClientId)).ShouldHaveSingleItem();
        (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = other.MeasureId })).Coachings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_measure_that_is_only_agreed_opens_nothing()
    {
        var (proposed, accepted) = (CoachingHost.NewMeasure(), CoachingHost.NewMeasure());
        var agreed = new MeasureAgreed
        {
            MeasureId = proposed.MeasureId,
            PlanId = proposed.PlanId,
            CaseId = proposed.CaseId,
            Client = proposed.Client,
            Kind = "coaching",
            Provider = proposed.Provider,
            AgreedOn = proposed.AcceptedOn,
        };
        host.Sources.Tell("team", agreed, proposed.Client.ClientId);
        host.Sources.Tell("team", accepted, accepted.Client.ClientId);
        await host.CoachingOfAsync(accepted.MeasureId);

        (await host.Coachings.ListCoachingsAsync(new ListCoachingsRequest { MeasureId = proposed.MeasureId })).Coachings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_coaching_that_has_not_started_ends_when_the_client_declines_or_the_measure_ends(bool declines)
    {
        var measure = CoachingHost.NewMeasure();
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        var opened = await host.CoachingOfAsync(measure.MeasureId);

        TellEnd(measure, declines);
        await Eventually.Holds(async () => (await ReadAsync(opened)).State == CoachingState.Ended, "the coaching ends");

        var ended = (await host.Database.FactsAsync<CoachingEnded>(opened.ClientId)).ShouldHaveSingleItem();
        (ended.MeasureId, ended.Outcome, ended.EndedOn).ShouldBe((measure.MeasureId, "ended-without-result", CoachingHost.Day(-1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_coaching_that_has_started_is_the_clients_and_the_coachs_to_end(bool declines)
    {
        var (measure, after) = (CoachingHost.NewMeasure(), CoachingHost.NewMeasure());
        host.Sources.Tell("team", measure, measure.Client.ClientId);
        var started = (await host.Coachings.StartCoachingAsync(CoachingHost.NewStart(await host.CoachingOfAsync(measure.MeasureId)))).Coaching;

        TellEnd(measure, declines);
        host.Sources.Tell("team", after, after.Client.ClientId);
        await host.CoachingOfAsync(after.MeasureId);

        (await ReadAsync(started)).ShouldBe(started);
    }

    private void TellEnd(MeasureAccepted measure, bool declines) => host.Sources.Tell(
        "team",
        declines
            ? new MeasureDeclined { MeasureId = measure.MeasureId, Client = measure.Client, Kind = "coaching", Provider = measure.Provider, Withdrawn = true, DeclinedOn = CoachingHost.Day(-1) }
            : new MeasureEnded { MeasureId = measure.MeasureId, Client = measure.Client, Kind = "coaching", Provider = measure.Provider, Outcome = "plan-ended", EndedOn = CoachingHost.Day(-1) },
        measure.Client.ClientId);

    private async Task<Coaching> ReadAsync(Coaching coaching) => (await host.Coachings.GetCoachingAsync(new GetCoachingRequest { CoachingId = coaching.CoachingId })).Coaching;
}
