using Google.Protobuf;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Metrics.V1;
using Xunit;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests.UseCases;

/// <summary>Ids that are one client are one person, from the day that it was known, and as long as it is held to be so.</summary>
public sealed class PersonsTests(MetricsHost host) : IClassFixture<MetricsHost>
{
    [Fact]
    public async Task Merged_ids_count_once_from_the_day_of_the_merge_and_apart_again_after_a_split()
    {
        const string programme = "merged";
        var (one, two, three) = (Person(programme: programme), Person(programme: programme), Person(programme: programme));
        await host.FeedAsync([Started(one, "coach-1"), Started(two, "coach-1"), Started(three, "coach-2"), Job(one, "company", false), Job(two, "municipality", false)]);
        (await CoachedAsync(programme)).ShouldBe((3, 2));

        ClientsMerged[] merges = [Merged(one.ClientId, two.ClientId), Merged(three.ClientId, two.ClientId)];
        await host.FeedAsync([(new DateOnly(2022, 5, 1), merges[0]), (new DateOnly(2022, 6, 1), merges[1])]);
        (await CoachedAsync(programme)).ShouldBe((1, 1));
        (await CoachedAsync(programme, Day(2022, 4, 30))).ShouldBe((3, 2));
        (await CoachedAsync(programme, Day(2022, 5, 1))).ShouldBe((2, 1));
        (await CoachedAsync(programme, Day(2022, 6, 1))).ShouldBe((1, 1));

        await host.FeedAsync([(new DateOnly(2022, 7, 1), Split(merges[0]))]);
        (await CoachedAsync(programme)).ShouldBe((2, 2));
        (await CoachedAsync(programme, Day(2022, 6, 30))).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_published_table_stays_what_it_is_whoever_else_is_merged()
    {
        var facts = PublishedCaseload.InProgramme("beside-merges");
        await host.FeedAsync(facts);
        var clients = facts.OfType<CoachingStarted>().Select(started => started.Client.ClientId).ToList();
        await host.FeedAsync(clients.Select(client => (new DateOnly(2022, 1, 1), (IMessage)Merged(client, Id()))));

        var report = await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = new Population { Programme = "beside-merges" } });

        (report.PersonsInCoaching, report.PersonsEmployed, report.Relations, report.EmploymentCoefficient).ShouldBe((70, 39, 62, "0.56"));
    }

    [Fact]
    public async Task A_task_belongs_to_who_answers_for_it_last()
    {
        var client = Person(programme: "moved");
        var (pooled, moved) = (Requested(client, ""), Requested(client, Coaching));
        await host.FeedAsync([pooled, moved, Changed(pooled, "accepted", Coaching), Changed(moved, "accepted", "1234567-1")]);

        (await TasksAsync(Coaching)).ShouldBe(1);
        (await TasksAsync("1234567-1")).ShouldBe(1);
        (await TasksAsync("")).ShouldBe(2);

        async Task<long> TasksAsync(string organisation) => (await host.Indicators.GetIndicatorAsync(new GetIndicatorRequest
        {
            Indicator = "tasks.all",
            Population = new Population { Programme = "moved", Organisation = organisation },
        })).Figures[0].Numerator;
    }

    private static TaskRequested Requested(ClientFacets client, string receiver) =>
        new() { TaskId = Id(), ReferralId = Id(), Client = client, Receiver = receiver, Service = "coordination", RequestedAt = At(new DateOnly(2022, 1, 3)) };

    private static TaskStatusChanged Changed(TaskRequested task, string status, string receiver) =>
        new() { TaskId = task.TaskId, ReferralId = task.ReferralId, ClientId = task.Client.ClientId, Status = status, Receiver = receiver, EffectiveAt = At(new DateOnly(2022, 1, 4)) };

    private async Task<(long InCoaching, long Employed)> CoachedAsync(string programme, Date? until = null)
    {
        var report = await host.Reports.GetDestinationsReportAsync(new GetDestinationsReportRequest { Population = new Population { Programme = programme, ToDay = until } });
        return (report.PersonsInCoaching, report.PersonsEmployed);
    }
}
