using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Coordination;
using Tyokyky.Referrals.Groups;
using Tyokyky.Referrals.Needs;
using Tyokyky.Referrals.Networks;
using Tyokyky.Referrals.Observations;
using Tyokyky.Referrals.Pathways;
using Tyokyky.Referrals.Programmes;
using Tyokyky.Referrals.Referrals;
using Tyokyky.Referrals.Worklists;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Persistence;

/// <summary>Among thousands of rows of the same organisations, a page reads what it shows and little more.</summary>
public sealed class ListPlanTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private const int Limit = 51;

    [Fact]
    public async Task No_list_reads_a_table_from_end_to_end_nor_many_more_rows_than_it_shows()
    {
        var rows = new ManyRows(host);
        await rows.MakeAsync();
        var database = host.Services.GetRequiredService<Database>();

        var wasteful = await QueryPlans.WastefulAsync(database, Lists(Guid.Parse(rows.ClientId), Guid.Parse(rows.GroupId)), [.. ManyRows.Tables], Limit);

        wasteful.ShouldBeEmpty();
    }

    private IEnumerable<(string Name, Sql Sql)> Lists(Guid client, Guid group)
    {
        var (today, last) = (FinnishTime.DayOf(host.Now), new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"));
        var (first, end) = (DateOnly.MinValue, DateOnly.MaxValue);
        foreach (var list in Enum.GetValues<Worklist>().Where(list => list != Worklist.Unspecified))
        {
            foreach (var organisation in (string[])[City, Agency, Kela])
            {
                var query = new WorklistQuery(list, organisation, today, today.AddDays(20)) { Workers = ["me"] };
                yield return ($"{list} of {organisation}", WorklistStore.Page(query, first, Guid.Empty, Limit).Sql);
            }
        }

        foreach (var filter in (TaskFilter[])[new(null, 0, "", ""), new(null, TaskStatus.Requested, "", ""), new(null, TaskStatus.Accepted, "coordination", ""), new(null, 0, "", "me"), new(client, 0, "", "")])
        {
            yield return ($"received {filter}", ReferralStore.ReceivedBy(City, filter, Guid.Empty, Limit).Sql);
            yield return ($"takeable {filter}", ReferralStore.TakeableBy(City, filter, Guid.Empty, Limit).Sql);
        }

        foreach (var filter in (ReferralFilter[])[
            new(null, 0, null, ""), new(null, TaskStatus.Requested, null, ""), new(client, 0, null, ""), new(null, 0, client, ""), new(null, 0, null, "social-work")])
        {
            yield return ($"sent {filter}", ReferralStore.SentBy(Agency, filter, last, Limit).Sql);
        }

        yield return ("agreed", AgreedRows.Of(new AgreementFilter("091", "", "", null, null, AllVersions: true), last, long.MaxValue, Limit).Sql);
        yield return ("on a client", ReferralStore.OnClient(client, 0, last, Limit).Sql);
        yield return ("open of", ReferralStore.OpenOf(City, null, Guid.Empty, Limit).Sql);
        yield return ("clients by name", ClientStore.ByName(City, "Nimi12", null, ClientNameKey.First, Limit).Sql);
        yield return ("possible duplicates", ClientMergeStore.Pairs(City, Guid.Empty, Guid.Empty, Limit).Sql);
        yield return ("population", ScreeningStore.Population(City, Guid.Empty, Limit).Sql);
        yield return ("screenings", ScreeningStore.Of(City, null, openOnly: false, withMistakes: false, last, Limit).Sql);
        yield return ("permissions", PermissionStore.OfClient(new PermissionFilter(client, City, 0, "", null), last, Limit).Sql);
        yield return ("situation", SituationStore.Of(new SituationFilter(client, [], null, null, AllVersions: false, null, []), end, last, int.MaxValue, Limit).Sql);
        yield return ("contacts", ContactStore.Of(City, new ContactFilter(first, end), end, last, Limit).Sql);
        yield return ("contacts of a client", ContactStore.Of(City, new ContactFilter(first, end) { ClientId = client }, end, last, Limit).Sql);
        yield return ("needs", NeedStore.Of(City, null, null, new NeedFilter(0, "", IsMasked: false), last, Limit).Sql);
        yield return ("needs of a client", NeedStore.Of(City, client, today, new NeedFilter(0, "", IsMasked: false), last, Limit).Sql);
        yield return ("the client's needs", NeedStore.OfClient(client, new NeedFilter(0, "", IsMasked: false), last, Limit).Sql);
        yield return ("pathways", PathwayStore.Of(City, new PathwayFilter(null, "", "", WithClosed: false, StuckOnly: false), last, Limit).Sql);
        yield return ("pathways with closed ones", PathwayStore.Of(City, new PathwayFilter(null, "", "", WithClosed: true, StuckOnly: false), last, Limit).Sql);
        yield return ("stuck pathways", PathwayStore.Of(City, new PathwayFilter(null, "", "", WithClosed: false, StuckOnly: true), last, Limit).Sql);
        yield return ("an owner's pathways", PathwayStore.Of(City, new PathwayFilter(null, "me", "", WithClosed: false, StuckOnly: false), last, Limit).Sql);
        yield return ("the client's pathways", PathwayStore.Of(null, new PathwayFilter(client, "", "", WithClosed: true, StuckOnly: false), last, Limit).Sql);
        yield return ("programme's clients", ProgrammeStore.Clients("plans", null, ownerlessOnly: false, Guid.Empty, Limit).Sql);
        yield return ("a programme card's versions", CardStore.Versions("plans", 7, Limit).Sql);
        yield return ("responsible people", ResponsibilityStore.Of(client, withEnded: true, today).Sql);
        foreach (var filter in (MeetingFilter[])[new(0, "", null, null), new(MeetingStatus.Planned, "", null, null), new(0, "rehabilitation", today, today)])
        {
            yield return ($"network meetings {filter}", NetworkMeetingStore.Of(City, filter, end, last, Limit).Sql);
            yield return ($"network meetings taken part in {filter}", NetworkMeetingStore.Of(Kela, filter, end, last, Limit).Sql);
            yield return ($"a client's network meetings {filter}", NetworkMeetingStore.OfClient(client, City, today, filter, end, last, Limit).Sql);
            yield return ($"a group's meetings {filter}", GroupMeetingStore.Of(group, filter, end, last, Limit).Sql);
        }

        foreach (var filter in (ActionFilter[])[new(false, "", AgreedActionStatus.Open, null, null), new(true, "", AgreedActionStatus.Open, null, null), new(false, "", AgreedActionStatus.Open, today, null), new(false, "kela-1", AgreedActionStatus.Done, null, null)])
        {
            yield return ($"agreed actions {filter}", AgreedActionStore.Of(filter.Convened ? City : Kela, filter, first, Guid.Empty, Limit).Sql);
            yield return ($"the client's agreed actions {filter}", AgreedActionStore.OfClient(client, filter, first, Guid.Empty, Limit).Sql);
        }

        foreach (var filter in (ObservationFilter[])[new(false, 0, null, null, null), new(true, 0, null, null, null), new(false, ObservationStatus.Sent, null, null, today), new(false, 0, null, null, null) { Kind = "queue" }])
        {
            yield return ($"observations {filter}", ObservationStore.Of(City, filter, end, last, Limit).Sql);
        }

        foreach (var filter in (GroupFilter[])[new("", "", "", "", "", WithEnded: false), new(City, "steering-group", "698", "", "", WithEnded: true), new("", "", "", "", "Ohjausryhmä12", WithEnded: false)])
        {
            yield return ($"standing groups {filter}", StandingGroupStore.ByName(filter, "", Guid.Empty, Limit).Sql);
        }
    }
}
