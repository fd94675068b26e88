using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Referrals;

public sealed class WatchReferralsTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task A_stream_begins_with_what_is_open_and_goes_on_with_changes()
    {
        var open = await host.SubmittedAsync();
        var ended = await host.SubmittedAsync();
        await host.AgencyReferrals.CancelTaskAsync(new CancelTaskRequest { TaskId = ended.Tasks[0].TaskId, Reason = "need-ended" });
        using var stream = host.CoordinatorReferrals.WatchReferrals(new WatchReferralsRequest());
        var (snapshot, end) = await SnapshotAsync(stream);

        snapshot.ShouldContain(open.ReferralId);
        snapshot.ShouldNotContain(ended.ReferralId);
        end.SnapshotEnd.Referrals.ShouldBe(snapshot.Count);

        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = open.Tasks[0].TaskId });
        var changed = await NextAsync(stream, open.ReferralId);
        (changed.Referral.Tasks[0].Status, changed.InSnapshot, changed.ResumeToken.Length > 0).ShouldBe((TaskStatus.Accepted, false, true));

        var made = await host.SubmittedAsync();
        (await NextAsync(stream, made.ReferralId)).Referral.Tasks[0].Status.ShouldBe(TaskStatus.Requested);
    }

    [Fact]
    public async Task A_reader_goes_on_from_its_token_without_a_snapshot()
    {
        var referral = await host.SubmittedAsync();
        string token;
        using (var first = host.AgencyReferrals.WatchReferrals(new WatchReferralsRequest { ClientId = referral.ClientId }))
        {
            var (snapshot, end) = await SnapshotAsync(first);
            (snapshot, token) = (snapshot.ShouldHaveSingleItem() is { } only ? [only] : [], end.ResumeToken);
        }

        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        await host.CoordinatorReferrals.StartTaskAsync(new StartTaskRequest { TaskId = referral.Tasks[0].TaskId });
        using var second = host.AgencyReferrals.WatchReferrals(new WatchReferralsRequest { ClientId = referral.ClientId, ResumeToken = token });

        (await second.ResponseStream.MoveNext()).ShouldBeTrue();
        second.ResponseStream.Current.Referral.Tasks[0].Status.ShouldBe(TaskStatus.InProgress);
        await ReadAsync(host.CoordinatorReferrals, new WatchReferralsRequest { ClientId = referral.ClientId, ResumeToken = token }).ShouldFail(StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID");
        await ReadAsync(host.AgencyReferrals, new WatchReferralsRequest { ResumeToken = token }).ShouldFail(StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID");
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_are_no_party_to_and_of_what_they_lost_only_that()
    {
        var (mine, other) = (await host.SubmittedAsync(), await host.SubmittedAsync());
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = mine.Tasks[0].TaskId });
        using var stream = host.CoordinatorReferrals.WatchReferrals(new WatchReferralsRequest());
        await SnapshotAsync(stream);
        using var strangers = host.StrangerReferrals.WatchReferrals(new WatchReferralsRequest());
        await SnapshotAsync(strangers);

        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = other.Tasks[0].TaskId });
        await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = mine.Tasks[0].TaskId, To = Stranger, Reason = "workload" });
        // The stranger's first message is the one offered to it: of the other it heard nothing.
        do
        {
            (await strangers.ResponseStream.MoveNext()).ShouldBeTrue();
        }
        while (strangers.ResponseStream.Current.Heartbeat is not null);
        strangers.ResponseStream.Current.Referral.ReferralId.ShouldBe(mine.ReferralId);
        await host.StrangerReferrals.AcceptTransferAsync(new AcceptTransferRequest { TaskId = mine.Tasks[0].TaskId });

        string removed;
        do
        {
            (await stream.ResponseStream.MoveNext()).ShouldBeTrue();
            removed = stream.ResponseStream.Current.RemovedReferralId;
        }
        while (removed.Length == 0);
        removed.ShouldBe(mine.ReferralId);
    }

    [Fact]
    public async Task A_stream_ends_with_its_token_and_tells_where_to_go_on()
    {
        var token = Tokens.For(Role.Referrer, Agency, lifetime: TimeSpan.FromSeconds(3));
        var agency = new ReferralsService.ReferralsServiceClient(host.With(("authorization", "Bearer " + token)));
        using var stream = agency.WatchReferrals(new WatchReferralsRequest());
        await SnapshotAsync(stream);

        var refusal = await Drained(stream).ShouldFail(StatusCode.Unauthenticated, "TOKEN_EXPIRED");

        using var resumed = host.AgencyReferrals.WatchReferrals(new WatchReferralsRequest { ResumeToken = refusal.Metadata["resume_cursor"] });
        var made = await host.SubmittedAsync();
        (await NextAsync(resumed, made.ReferralId)).InSnapshot.ShouldBeFalse();
    }

    [Fact]
    public async Task Each_message_is_logged_on_its_client()
    {
        var referral = await host.SubmittedAsync();
        using var stream = host.AgencyReferrals.WatchReferrals(new WatchReferralsRequest { ClientId = referral.ClientId });
        await SnapshotAsync(stream);
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        await NextAsync(stream, referral.ReferralId);

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE client_id = '{referral.ClientId}' AND kind = 'read' AND rpc LIKE '%WatchReferrals'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_client_watches_what_is_made_on_them()
    {
        var referral = await host.SubmittedAsync();
        var client = new ReferralsService.ReferralsServiceClient(host.As(Role.Client, Agency, clientRef: referral.ClientId));
        using var stream = client.WatchReferrals(new WatchReferralsRequest());
        (await SnapshotAsync(stream)).Told.ShouldHaveSingleItem().ShouldBe(referral.ReferralId);

        await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        (await NextAsync(stream, referral.ReferralId)).Referral.Description.ShouldBe("");
    }

    private static async Task<(List<string> Told, WatchReferralsResponse End)> SnapshotAsync(AsyncServerStreamingCall<WatchReferralsResponse> stream)
    {
        var told = new List<string>();
        while (await stream.ResponseStream.MoveNext())
        {
            var message = stream.ResponseStream.Current;
            if (message.EventCase == WatchReferralsResponse.EventOneofCase.SnapshotEnd)
            {
                return (told, message);
            }

            message.InSnapshot.ShouldBeTrue();
            told.Add(message.Referral.ReferralId);
        }

        throw new InvalidOperationException("The stream ended within its snapshot.");
    }

    private static async Task<WatchReferralsResponse> NextAsync(AsyncServerStreamingCall<WatchReferralsResponse> stream, string referral)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await stream.ResponseStream.MoveNext(patience.Token))
        {
            if (stream.ResponseStream.Current.Referral?.ReferralId == referral)
            {
                return stream.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task ReadAsync(ReferralsService.ReferralsServiceClient client, WatchReferralsRequest request)
    {
        using var stream = client.WatchReferrals(request);
        await stream.ResponseStream.MoveNext();
    }

    private static async Task Drained(AsyncServerStreamingCall<WatchReferralsResponse> stream)
    {
        while (await stream.ResponseStream.MoveNext())
        {
        }
    }
}
