using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Observations;

public sealed class ObservationTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private readonly string programme = "havainto-" + Guid.NewGuid().ToString("N")[..8];

    private ObservationsService.ObservationsServiceClient Coach => new(host.As(Role.Coach, ReferralsHost.City));

    private ObservationsService.ObservationsServiceClient Manager => new(host.As(Role.Manager, ReferralsHost.City));

    private ObservationsService.ObservationsServiceClient Kela => new(host.As(Role.Manager, ReferralsHost.Kela));

    private ObservationsService.ObservationsServiceClient Agency => new(host.As(Role.Manager, ReferralsHost.Agency));

    [Fact]
    public async Task An_observation_goes_from_a_worker_to_its_addressees_and_back()
    {
        var observation = await RecordedAsync("benefit-trap");
        await Coach.SendObservationAsync(new SendObservationRequest { ObservationId = observation.ObservationId, Addressee = "kela" }).ShouldFail(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        await Kela.GetObservationAsync(new GetObservationRequest { ObservationId = observation.ObservationId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        var sent = (await SendAsync(observation, "kela", ReferralsHost.Kela)).Observation;
        await SendAsync(observation, "municipality", "").ShouldFail(StatusCode.FailedPrecondition, "OBSERVATION_SENT");
        (await Kela.ListObservationsAsync(new ListObservationsRequest { Addressed = true, Status = ObservationStatus.Sent })).Observations.ShouldContain(row => row.ObservationId == observation.ObservationId);
        await Kela.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = observation.ObservationId, Reply = "forwarded", ReplyText = "Asiakas 010170-9018" }).ShouldFail(StatusCode.InvalidArgument, "NAMES_A_PERSON");
        await Kela.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = observation.ObservationId, Reply = "forwarded", ReplyText = "Kuuluu kunnalle.", Etag = sent.Etag });
        await SendAsync(observation, "municipality", ReferralsHost.Agency);

        // Who was asked before reads on, but its own part alone, and answers no more.
        var kelas = (await Kela.GetObservationAsync(new GetObservationRequest { ObservationId = observation.ObservationId })).Observation;
        kelas.Addressings.ShouldHaveSingleItem().Reply.ShouldBe("forwarded");
        kelas.AllowedActions.Single(action => action.Action == "AnswerObservation").BlockedReason.ShouldBe("NO_RELATION");
        await Kela.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = observation.ObservationId, Reply = "changed" }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await Agency.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = observation.ObservationId, Reply = "will-change" });
        (await Coach.GetObservationAsync(new GetObservationRequest { ObservationId = observation.ObservationId })).Observation.Addressings.Select(one => (one.OrganisationName, one.Reply))
            .ShouldBe([("Esimerkkitoimisto", "forwarded"), ("Esimerkkikunnan sosiaalipalvelut", "will-change")]);
        (await host.Database.FactsAsync<ObservationSent>(observation.ObservationId)).Select(fact => fact.Addressee).ShouldBe(["kela", "municipality"]);
        (await host.Database.FactsAsync<ObservationAnswered>(observation.ObservationId)).Select(fact => fact.Reply).ShouldBe(["forwarded", "will-change"]);
    }

    [Fact]
    public async Task An_observation_is_about_no_client_and_is_revised_until_it_is_sent()
    {
        var request = new RecordObservationRequest { Details = Details("queue") };
        request.Details.Description = "Asiakas 010170-9018 odotti puoli vuotta";
        await Coach.RecordObservationAsync(request).ShouldFail(StatusCode.InvalidArgument, "NAMES_A_PERSON");
        var observation = await RecordedAsync("queue");

        var changed = Details("missing-service");
        changed.Services.Add(["physiotherapy", "physiotherapy"]);
        await Coach.ReviseObservationAsync(new ReviseObservationRequest { ObservationId = observation.ObservationId, Details = changed }).ShouldFail(StatusCode.InvalidArgument, "VALUE_TWICE");
        changed.Services.RemoveAt(1);
        (await Coach.ReviseObservationAsync(new ReviseObservationRequest { ObservationId = observation.ObservationId, Details = changed, Etag = observation.Etag })).Observation.Details.ShouldBe(changed);

        await SendAsync(observation, "thl", "");
        await Coach.ReviseObservationAsync(new ReviseObservationRequest { ObservationId = observation.ObservationId, Details = changed }).ShouldFail(StatusCode.FailedPrecondition, "OBSERVATION_SENT");
        (await host.Database.FactsAsync<ObservationRecorded>(observation.ObservationId)).Select(fact => fact.Kind).ShouldBe(["queue", "missing-service"]);
    }

    [Fact]
    public async Task Every_action_in_every_state_is_answered_as_it_was_told()
    {
        foreach (var status in Enum.GetValues<ObservationStatus>().Where(status => status != ObservationStatus.Unspecified))
        {
            var observation = await InAsync(status);
            ObservationsService.ObservationsServiceClient[] callers = observation.Addressings.Count == 0 ? [Manager, Coach] : [Manager, Coach, Kela];
            foreach (var caller in callers)
            {
                var told = (await caller.GetObservationAsync(new GetObservationRequest { ObservationId = observation.ObservationId })).Observation.AllowedActions;
                told.Count.ShouldBe(5);
                foreach (var action in told)
                {
                    (await DoAsync(caller, action.Action, observation.ObservationId)).ShouldBe(action.BlockedReason, $"{action.Action} of {status}");
                }
            }
        }
    }

    [Fact]
    public async Task The_yearly_summary_counts_each_once_by_every_dimension()
    {
        var first = await RecordedAsync("queue", Day(2024, 3), "physiotherapy", "oral-health");
        await RecordedAsync("queue", Day(2024, 12), "physiotherapy");
        await RecordedAsync("benefit-trap", Day(2025, 1));
        var mistake = await RecordedAsync("queue", Day(2024, 5));
        await Manager.EnterObservationInErrorAsync(new EnterObservationInErrorRequest { ObservationId = mistake.ObservationId, Reason = "duplicate" });
        await Manager.SendObservationAsync(new SendObservationRequest { ObservationId = first.ObservationId, Addressee = "wellbeing-services-county", SentOn = Day(2024, 4) });
        await Manager.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = first.ObservationId, Reply = "forwarded", RepliedOn = new Date { Year = 2024, Month = 4, Day = 11 } });
        await Manager.SendObservationAsync(new SendObservationRequest { ObservationId = first.ObservationId, Addressee = "wellbeing-services-county", SentOn = Day(2024, 5) });
        await Manager.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = first.ObservationId, Reply = "changed", RepliedOn = Day(2024, 6) });

        var summary = await Manager.SummariseObservationsAsync(new SummariseObservationsRequest { Year = 2024, Programme = programme });

        (summary.Observations, summary.WithProposal, summary.Sent, summary.Answered, summary.MedianDaysToReply).ShouldBe((2, 2, 1, 1, 31));
        Counts(summary, "kind").ShouldBe([("queue", 2)]);
        Counts(summary, "service").ShouldBe([("physiotherapy", 2), ("oral-health", 1)]);
        Counts(summary, "addressee").ShouldBe([("wellbeing-services-county", 1)]);
        Counts(summary, "reply").ShouldBe([("changed", 1), ("forwarded", 1)]);
        Counts(summary, "status").ShouldBe([("recorded", 1), ("answered", 1)], ignoreOrder: true);
        await Manager.SummariseObservationsAsync(new SummariseObservationsRequest()).ShouldFail(StatusCode.InvalidArgument, "NUMBER_OUT_OF_RANGE");
    }

    [Fact]
    public async Task Observations_are_listed_by_day_page_by_page_and_by_what_is_late()
    {
        var old = await RecordedAsync("law-gap", Day(2023, 2), "education");
        var newer = await RecordedAsync("law-gap", Day(2023, 4), "education");
        await Manager.SendObservationAsync(new SendObservationRequest { ObservationId = old.ObservationId, Addressee = "thl", SentOn = Day(2023, 3) });

        var request = new ListObservationsRequest { Kind = "law-gap", Service = "education", PageSize = 1 };
        var first = await Coach.ListObservationsAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Coach.ListObservationsAsync(request);

        first.Observations.Concat(second.Observations).Select(row => row.ObservationId).ShouldBe([newer.ObservationId, old.ObservationId]);
        second.NextPageToken.ShouldBeEmpty();
        (await Coach.ListObservationsAsync(new ListObservationsRequest { Kind = "law-gap", LateOnly = true })).Observations.ShouldHaveSingleItem().IsReplyLate.ShouldBeTrue();
        (await new ObservationsService.ObservationsServiceClient(host.As(Role.Coach, ReferralsHost.Stranger)).ListObservationsAsync(new ListObservationsRequest())).Observations.ShouldBeEmpty();
    }

    private static Date Day(int year, int month) => new() { Year = year, Month = month, Day = 1 };

    private static IEnumerable<(string Code, long Observations)> Counts(SummariseObservationsResponse summary, string dimension) =>
        summary.Counts.Where(count => count.Dimension == dimension).Select(count => (count.Code, count.Observations));

    private ObservationDetails Details(string kind) => new() { Kind = kind, Municipality = "698", Programme = programme, Description = "Aikoja ei ole", Proposal = "Lisää aikoja" };

    private async System.Threading.Tasks.Task<Observation> RecordedAsync(string kind, Date? on = null, params string[] services)
    {
        var details = Details(kind);
        details.Services.AddRange(services);
        return (await Coach.RecordObservationAsync(new RecordObservationRequest { Details = details, ObservedOn = on })).Observation;
    }

    private System.Threading.Tasks.Task<SendObservationResponse> SendAsync(Observation observation, string addressee, string organisation) =>
        Manager.SendObservationAsync(new SendObservationRequest { ObservationId = observation.ObservationId, Addressee = addressee, Organisation = organisation }).ResponseAsync;

    private async System.Threading.Tasks.Task<Observation> InAsync(ObservationStatus status)
    {
        var observation = await RecordedAsync("queue");
        if (status is ObservationStatus.Sent or ObservationStatus.Answered or ObservationStatus.EnteredInError)
        {
            observation = (await SendAsync(observation, "kela", ReferralsHost.Kela)).Observation;
        }

        return status switch
        {
            ObservationStatus.Answered => (await Kela.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = observation.ObservationId, Reply = "no-change" })).Observation,
            ObservationStatus.Withdrawn => (await Manager.WithdrawObservationAsync(new WithdrawObservationRequest { ObservationId = observation.ObservationId })).Observation,
            ObservationStatus.EnteredInError => (await Manager.EnterObservationInErrorAsync(new EnterObservationInErrorRequest { ObservationId = observation.ObservationId, Reason = "other" })).Observation,
            _ => observation,
        };
    }

    private async System.Threading.Tasks.Task<string> DoAsync(ObservationsService.ObservationsServiceClient caller, string action, string id)
    {
        try
        {
            switch (action)
            {
                case "ReviseObservation":
                    await caller.ReviseObservationAsync(new ReviseObservationRequest { ObservationId = id, Details = Details("queue"), ValidateOnly = true });
                    break;
                case "SendObservation":
                    await caller.SendObservationAsync(new SendObservationRequest { ObservationId = id, Addressee = "thl", ValidateOnly = true });
                    break;
                case "AnswerObservation":
                    await caller.AnswerObservationAsync(new AnswerObservationRequest { ObservationId = id, Reply = "changed", ValidateOnly = true });
                    break;
                case "WithdrawObservation":
                    await caller.WithdrawObservationAsync(new WithdrawObservationRequest { ObservationId = id, ValidateOnly = true });
                    break;
                default:
                    await caller.EnterObservationInErrorAsync(new EnterObservationInErrorRequest { ObservationId = id, Reason = "other", ValidateOnly = true });
                    break;
            }

            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }
}
