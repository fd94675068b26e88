using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Streams the caller's referrals: those that are open, and then each as it is whenever something in it has changed.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class WatchReferrals(
    OwnLog log, ReferralReader referrals, ReferralView view, IClientIds clientIds, Database database, AccessLog accessLog, TimeProvider time)
{
    private const int PageSize = 100;
    private static readonly TimeSpan heartbeat = TimeSpan.FromSeconds(15);

    public async Task Handle(WatchReferralsRequest request, Call call, MessageStream<WatchReferralsResponse> stream)
    {
        var watch = new Watch(request.ClientId, request.ResumeToken.Length > 0, call, stream);
        await RecogniseAsync(watch);

        LogPlace place;
        if (request.ResumeToken.Length > 0)
        {
            place = WatchToken.Read(request.ResumeToken, call, request.ClientId);
            await log.RequireAsync(place, call.Cancel);
        }
        else
        {
            // The log's end first: what happens during the snapshot comes again as a change.
            place = await log.HeadAsync(call.Cancel);
            await SnapshotAsync(watch, place);
        }

        await FollowAsync(watch, place);
    }

    private async Task SnapshotAsync(Watch watch, LogPlace place)
    {
        var (after, told) = (Guid.Empty, 0);
        while (true)
        {
            var page = await database.ListAsync(OpenAfter(watch, after), watch.Call.Cancel);
            foreach (var id in page)
            {
                told += await TellAsync(watch, id, token: "", inSnapshot: true) ? 1 : 0;
                after = id;
            }

            if (page.Count < PageSize)
            {
                break;
            }
        }

        var token = watch.TokenAt(place);
        await watch.Stream.SendAsync(new WatchReferralsResponse { SnapshotEnd = new SnapshotEnd { Referrals = told }, ResumeToken = token }, token);
    }

    private async Task FollowAsync(Watch watch, LogPlace place)
    {
        var lastSent = time.GetTimestamp();
        while (true)
        {
            var facts = await log.AfterAsync(place, heartbeat, watch.Call.Cancel);
            if (facts.Any(fact => fact.Message is ClientsMerged or ClientsSplit))
            {
                await RecogniseAsync(watch);
            }

            foreach (var id in facts.Select(ReferralOf).OfType<Guid>().Distinct())
            {
                // Not past the batch before all of it is told: a reader that ends within it gets the batch again.
                if (await TellAsync(watch, id, watch.TokenAt(place), inSnapshot: false))
                {
                    lastSent = time.GetTimestamp();
                }
            }

            if (facts.Count > 0)
            {
                place = new LogPlace(facts[^1].Position, facts[^1].EventId);
            }

            if (facts.Count == 0 || time.GetElapsedTime(lastSent) > heartbeat)
            {
                var token = watch.TokenAt(place);
                var heard = new Heartbeat { SentAt = time.GetUtcNow().ToTimestamp() };
                await watch.Stream.SendAsync(new WatchReferralsResponse { Heartbeat = heard, ResumeToken = token }, token);
                lastSent = time.GetTimestamp();
            }
        }
    }

    // Which ids stand for whom may change while the stream is open.
    private async Task RecogniseAsync(Watch watch)
    {
        await watch.Call.RecogniseClientAsync(clientIds);
        if (watch.ClientId is { } client)
        {
            watch.ClientIds = await clientIds.OfAsync(client, watch.Call.Cancel);
        }
    }

    private static Query<Guid> OpenAfter(Watch watch, Guid after) => watch.Call.Caller.ActsForOrganisation()
        ? ReferralStore.OpenOf(watch.Call.Caller.Organisation, watch.ClientId, after, PageSize)
        : ReferralStore.OpenOn(watch.OwnClient is { } own && (watch.ClientId is null || watch.ClientIds.Contains(own)) ? own : Guid.Empty, after, PageSize);

    // Every fact about a referral or one of its tasks names the referral.
    private static Guid? ReferralOf(AnyFact fact) =>
        fact.Message?.Descriptor.FindFieldByName("referral_id")?.Accessor.GetValue(fact.Message) is string text && Guid.TryParse(text, out var id) ? id : null;

    private async Task<bool> TellAsync(Watch watch, Guid id, string token, bool inSnapshot)
    {
        var call = watch.Call;
        var found = await referrals.FindAsync(id, call.Cancel);
        if (found is null || (watch.ClientId is not null && !watch.ClientIds.Contains(found.Referral.ClientId)) || watch.Had(id) == found.Referral.Version)
        {
            return false;
        }

        var held = found.Referral.RelationOf(call.Caller);
        if (call.Rule!.Authorizes(call.Caller.Roles, held) == Role.None)
        {
            return await ForgetAsync(watch, id, found.Referral.HadParty(call.Caller.OwnOrganisation()), token);
        }

        var mine = found.References.Where(own => own.Organisation == call.Caller.OwnOrganisation()).Select(own => own.Reference);
        var message = new WatchReferralsResponse { Referral = await view.Of(found.Referral, call, mine), InSnapshot = inSnapshot, ResumeToken = token };
        await accessLog.ReadAsync(call, found.Referral.ClientId, found.Referral.ObjectType, id);
        watch.Keep(id, found.Referral.Version);
        return await watch.Stream.SendAsync(message, token, held);
    }

    private static async Task<bool> ForgetAsync(Watch watch, Guid id, bool wasParty, string token)
    {
        if (!watch.Forget(id, wasParty))
        {
            return false;
        }

        await watch.Stream.SendAsync(new WatchReferralsResponse { RemovedReferralId = id.ToString(), ResumeToken = token }, token);
        return true;
    }

    /// <summary>One stream: what it is about, and which versions its reader has.</summary>
    private sealed class Watch(string clientId, bool isResumed, Call call, MessageStream<WatchReferralsResponse> stream)
    {
        // Sixteen bytes and eight of each; a reader of more gets some again.
        private const int MostKept = 100_000;

        private readonly Dictionary<Guid, long> versions = [];
        private readonly HashSet<Guid> gone = [];

        public Call Call => call;

        public MessageStream<WatchReferralsResponse> Stream => stream;

        public Guid? ClientId { get; } = Ids.Optional(clientId);

        /// <summary>Every id of the client that it is about, if it is about one.</summary>
        public IReadOnlyList<Guid> ClientIds { get; set; } = [];

        public Guid? OwnClient { get; } = Guid.TryParse(call.Caller.ClientId, out var own) ? own : null;

        public string TokenAt(LogPlace place) => WatchToken.Write(place, call, clientId);

        public long Had(Guid id) => versions.GetValueOrDefault(id);

        /// <summary>True when the reader has it; one that went on from a token may have it from before.</summary>
        public bool Forget(Guid id, bool wasParty) => versions.Remove(id) || (isResumed && wasParty && gone.Add(id));

        public void Keep(Guid id, long version)
        {
            if (versions.Count >= MostKept)
            {
                versions.Clear();
            }

            versions[id] = version;
        }
    }
}
