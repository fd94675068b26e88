using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

/// <summary>Documents, references, batches and capacity.</summary>
public sealed class ReferralMattersTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private CapacityService.CapacityServiceClient Capacity => new(host.As(Role.Coordinator, City));

    [Fact]
    public async Task A_document_of_a_task_is_seen_by_its_two_sides_alone()
    {
        var referral = await host.SubmittedAsync();
        var task = referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        var second = (await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = referral.ReferralId, Receiver = Stranger, Service = "coordination" })).TaskId;

        await host.CoordinatorReferrals.AddDocumentAsync(Document(referral.ReferralId)).ShouldFail(StatusCode.FailedPrecondition, "DOCUMENT_NEEDS_TASK");
        await host.StrangerReferrals.AddDocumentAsync(Document(referral.ReferralId, task)).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_TASK");
        var added = await host.CoordinatorReferrals.AddDocumentAsync(Document(referral.ReferralId, second));
        await host.AgencyReferrals.AddDocumentAsync(Document(referral.ReferralId));

        var seen = await Task.WhenAll(host.AgencyReferrals.DocumentsAsync(referral.ReferralId), host.CoordinatorReferrals.DocumentsAsync(referral.ReferralId), host.StrangerReferrals.DocumentsAsync(referral.ReferralId));
        seen.Select(documents => documents.Count).ShouldBe([2, 2, 2]);
        var third = new ReferralsService.ReferralsServiceClient(host.As(Role.Referrer, Kela));
        await third.AddDocumentAsync(Document(referral.ReferralId)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.StrangerReferrals.RemoveDocumentAsync(new RemoveDocumentRequest { ReferralId = referral.ReferralId, DocumentId = added.DocumentId }).ShouldFail(StatusCode.FailedPrecondition, "DOCUMENT_NOT_YOURS");
        (await host.CoordinatorReferrals.RemoveDocumentAsync(new RemoveDocumentRequest { ReferralId = referral.ReferralId, DocumentId = added.DocumentId })).Referral.Documents.ShouldHaveSingleItem().HolderName.ShouldBe("Esimerkkikunnan sosiaalipalvelut");
    }

    [Fact]
    public async Task Thirty_two_writers_of_one_referral_lose_no_update()
    {
        var referral = await host.SubmittedAsync();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async number =>
        {
            var request = Document(referral.ReferralId, value: $"dok-{number}");
            request.RequestId = Guid.NewGuid().ToString();
            while (true)
            {
                try
                {
                    await host.AgencyReferrals.AddDocumentAsync(request);
                    return;
                }
                catch (RpcException refusal) when (refusal.StatusCode is StatusCode.Aborted)
                {
                    await Task.Delay(Random.Shared.Next(5, 40));
                }
            }
        }));

        var documents = await host.AgencyReferrals.DocumentsAsync(referral.ReferralId);
        documents.Select(document => document.Reference.Value).Order().ShouldBe(Enumerable.Range(0, 32).Select(number => $"dok-{number}").Order());
        (await host.Database.ScalarAsync<long>($"SELECT version FROM referral WHERE id = '{referral.ReferralId}'")).ShouldBe(33);
    }

    [Fact]
    public async Task Each_party_has_its_own_references_and_finds_by_them()
    {
        var (first, second) = (await host.SubmittedAsync(), await host.SubmittedAsync());
        await host.CoordinatorReferrals.SetReferencesAsync(Named(first.ReferralId, "jono-1", "x-1"));
        await host.CoordinatorReferrals.SetReferencesAsync(Named(second.ReferralId, "jono-2"));
        await host.CoordinatorReferrals.SetReferencesAsync(Named(second.ReferralId, "jono-1")).ShouldFail(StatusCode.AlreadyExists, "EXTERNAL_REFERENCE_TAKEN");
        await host.AgencyReferrals.SetReferencesAsync(Named(second.ReferralId, "jono-1"));

        var page = await host.CoordinatorReferrals.SearchReferencesAsync(new SearchReferencesRequest { System = "jonot", ValuePrefix = "jono-", PageSize = 1 });
        var rest = await host.CoordinatorReferrals.SearchReferencesAsync(new SearchReferencesRequest { System = "jonot", ValuePrefix = "jono-", PageSize = 1, PageToken = page.NextPageToken });
        page.References.Concat(rest.References).Select(found => (found.Reference.Value, found.ReferralId)).ShouldBe([("jono-1", first.ReferralId), ("jono-2", second.ReferralId)]);
        rest.NextPageToken.ShouldBe("");

        await host.CoordinatorReferrals.SetReferencesAsync(Named(first.ReferralId));
        (await host.CoordinatorReferrals.SearchReferencesAsync(new SearchReferencesRequest { System = "jonot" })).References.ShouldHaveSingleItem().ReferralId.ShouldBe(second.ReferralId);
        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = second.ReferralId })).Referral.ExternalReferences.ShouldHaveSingleItem().Value.ShouldBe("jono-2");
    }

    [Fact]
    public async Task Several_referrals_are_read_in_the_order_of_asking_or_none_is()
    {
        var (first, second) = (await host.SubmittedAsync(), await host.SubmittedAsync());

        (await host.AgencyReferrals.BatchGetReferralsAsync(new BatchGetReferralsRequest { ReferralIds = { second.ReferralId, first.ReferralId } })).Referrals.Select(each => each.ReferralId).ShouldBe([second.ReferralId, first.ReferralId]);
        await host.AgencyReferrals.BatchGetReferralsAsync(new BatchGetReferralsRequest { ReferralIds = { first.ReferralId, Guid.NewGuid().ToString() } }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyReferrals.BatchGetReferralsAsync(new BatchGetReferralsRequest()).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
    }

    [Fact]
    public async Task Capacity_is_told_with_its_day_and_grows_old()
    {
        var (today, agency) = (FinnishTime.DayOf(host.Now), new CapacityService.CapacityServiceClient(host.As(Role.Referrer, Agency)));
        await Capacity.DeclareCapacityAsync(new DeclareCapacityRequest { Service = "work-ability-team", FreePlaces = 3, NextStartOn = today.AddDays(5).ToDate() });
        await Capacity.DeclareCapacityAsync(new DeclareCapacityRequest { Service = "work-ability-team", FreePlaces = 4, DeclaredOn = today.AddDays(-1).ToDate() }).ShouldFail(StatusCode.FailedPrecondition, "LATER_CAPACITY_KNOWN");
        await Capacity.DeclareCapacityAsync(new DeclareCapacityRequest { Service = "job-coaching", FreePlaces = 3 }).ShouldFail(StatusCode.InvalidArgument, "SERVICE_NOT_OFFERED");

        var told = (await agency.QueryCapacityAsync(new QueryCapacityRequest { Service = "work-ability-team" })).Capacities.ShouldHaveSingleItem();
        (told.OrganisationId, told.FreePlaces, told.Fresh, told.Waiting, told.DeclaredOn).ShouldBe((City, 3, true, 0, today.ToDate()));

        var offering = (await agency.QueryCapacityAsync(new QueryCapacityRequest { Service = "coordination" })).Capacities;
        offering.Select(each => each.HasFreePlaces).ShouldBe([false, false]);
        (await agency.QueryCapacityAsync(new QueryCapacityRequest { Service = "coordination", OnlyFree = true })).Capacities.ShouldBeEmpty();

        await host.MoveClockAsync(TimeSpan.FromDays(60));
        (await agency.QueryCapacityAsync(new QueryCapacityRequest { Service = "work-ability-team" })).Capacities[0].Fresh.ShouldBeFalse();
        (await agency.QueryCapacityAsync(new QueryCapacityRequest { Service = "work-ability-team", OnlyFree = true })).Capacities.ShouldBeEmpty();
    }

    private AddDocumentRequest Document(string referral, string task = "", string value = "lausunto-1") => new()
    {
        ReferralId = referral,
        TaskId = task,
        Type = "functional-assessment",
        Dated = FinnishTime.DayOf(host.Now).AddDays(-10).ToDate(),
        Reference = new ExternalReference { System = "potilastiedot", Value = value },
    };

    private static SetReferencesRequest Named(string referral, params string[] values)
    {
        var request = new SetReferencesRequest { ReferralId = referral };
        request.ExternalReferences.AddRange(values.Select(value => new ExternalReference { System = "jonot", Value = value }));
        return request;
    }
}

internal static class ReferralReads
{
    public static async Task<IReadOnlyList<DocumentReference>> DocumentsAsync(this ReferralsService.ReferralsServiceClient client, string referral) =>
        (await client.GetReferralAsync(new GetReferralRequest { ReferralId = referral })).Referral.Documents;
}
