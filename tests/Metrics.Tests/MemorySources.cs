using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.Metrics.Tests;

/// <summary>The logs of the four sources, in memory, as their feeds would answer. A source that is held tells nothing new.</summary>
public sealed class MemorySources : GrpcClientFactory
{
    public static readonly string[] Names = ["coaching", "employers", "referrals", "team"];

    private readonly Dictionary<string, List<Fact>> logs = Names.ToDictionary(name => name, _ => new List<Fact>());
    private readonly Dictionary<string, int> held = [];
    private readonly Lock gate = new();

    public MemorySources() => Append(TestOrganisations.Facts);

    /// <summary>Positions of the last facts.</summary>
    public Dictionary<string, long> Heads
    {
        get
        {
            lock (gate)
            {
                return logs.ToDictionary(log => log.Key, log => (long)log.Value.Count);
            }
        }
    }

    /// <summary>Appends facts, each to the log of its source.</summary>
    public void Append(IEnumerable<IMessage> facts, DateOnly? occurredOn = null)
    {
        var occurredAt = occurredOn is { } day ? Facts.At(day) : new Timestamp { Seconds = 1_600_000_000 };
        lock (gate)
        {
            foreach (var fact in facts)
            {
                var log = logs[SourceOf(fact)];
                log.Add(new Fact
                {
                    Position = log.Count + 1,
                    EventId = Guid.CreateVersion7().ToString(),
                    Source = SourceOf(fact),
                    Type = fact.Descriptor.FullName,
                    OrderKeys = { KeyOf(fact) },
                    OccurredAt = occurredAt,
                    RecordedAt = new Timestamp { Seconds = 1_600_000_000 },
                    Data = fact.ToByteString(),
                });
            }
        }
    }

    public void Hold(params string[] sources)
    {
        lock (gate)
        {
            foreach (var source in sources)
            {
                held[source] = logs[source].Count;
            }
        }
    }

    public void Release(string source)
    {
        lock (gate)
        {
            held.Remove(source);
        }
    }

    public override TClient CreateClient<TClient>(string name) => (TClient)(object)new Feed(this, name.Split(' ')[^1]);

    private static string SourceOf(IMessage fact) => Path.GetFileNameWithoutExtension(fact.Descriptor.File.Name).Split('_')[0];

    private static string KeyOf(IMessage fact)
    {
        var fields = fact.Descriptor.Fields.InDeclarationOrder();
        var client = fields.FirstOrDefault(field => field.Name == "client")?.Accessor.GetValue(fact) is ClientFacets facets
            ? facets.ClientId
            : fields.FirstOrDefault(field => field.Name is "client_id" or "employer_id")?.Accessor.GetValue(fact) as string;
        // What is told anew has the key of what was told first.
        return !string.IsNullOrEmpty(client) ? client
            : fields[0].Accessor.GetValue(fact) as string ?? KeyOf(fields.Select(field => field.Accessor.GetValue(fact)).OfType<IMessage>().First());
    }

    private ListFactsResponse Answer(string source, ListFactsRequest request)
    {
        lock (gate)
        {
            var log = held.TryGetValue(source, out var until) ? logs[source][..until] : logs[source];
            var after = (int)(request.After?.Position ?? 0);
            var response = new ListFactsResponse { Head = Cursor(log.LastOrDefault()), FirstPosition = log.Count > 0 ? 1 : 0 };
            response.Facts.AddRange(log.Skip(after).Take(request.PageSize));
            return response;
        }
    }

    private static FactCursor Cursor(Fact? fact) => fact is null ? new FactCursor() : new FactCursor { Position = fact.Position, EventId = fact.EventId };

    private sealed class Feed(MemorySources sources, string source) : EventFeedService.EventFeedServiceClient
    {
        public override AsyncUnaryCall<ListFactsResponse> ListFactsAsync(ListFactsRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            new(Task.FromResult(sources.Answer(source, request)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
