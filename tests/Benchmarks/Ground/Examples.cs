using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Benchmarks.Ground;

/// <summary>Synthetic organisations, clients and referrals; the codes are of the range 900–999, which no person has.</summary>
internal sealed class Examples(Stage stage)
{
    public const string Agency = "1234567-1";
    private const string City = "2345678-0";
    private const int CodesPerDay = 100;
    private static readonly DateOnly firstDay = new(1950, 1, 1);

    private readonly string token = stage.Neighbours.Token("benchmark-worker", Agency, "referrer");
    private readonly string coordinator = stage.Neighbours.Token("benchmark-coordinator", City, "coordinator");
    private int persons;

    /// <summary>What the organisations' register holds before anything is measured.</summary>
    public static Task RegisterOrganisationsAsync(Database database) => database.ExecuteAsync(
        $"""
        INSERT INTO organisation (id, version, name, kind, municipalities, services) VALUES
          ('{Agency}', 1, 'Esimerkkikunnan sosiaalipalvelut', 'wellbeing-services-county', ARRAY['698'], ARRAY['social-work']),
          ('{City}', 1, 'Esimerkkikunnan työkyvyn tuki', 'municipality', ARRAY['698'], ARRAY['coordination'])
        """);

    /// <summary>Channels with a connection each, for callers to share.</summary>
    public static GrpcChannel[] Connect(Stage stage, Uri address, int connections) =>
        [.. Enumerable.Range(0, connections).Select(_ => stage.Keep(new Connection(GrpcChannel.ForAddress(address))).Channel)];

    /// <summary>The worker's own token and purpose, and a deadline.</summary>
    public CallOptions AsWorker() => As(token);

    /// <summary>The same as a worker of the receiving organisation.</summary>
    public CallOptions AsCoordinator() => As(coordinator);

    private static CallOptions As(string token) => new(
        new Metadata { { "authorization", "Bearer " + token }, { "tyokyky-purpose", "service-coordination" } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

    /// <summary>A referral; without a client's id it brings a client along that nobody knows yet.</summary>
    public SubmitReferralRequest Referral(string? clientId = null)
    {
        var request = new SubmitReferralRequest
        {
            Reasons = { "wish-for-work", "work-ability-unclear" },
            Description = "Osatyökykyinen, toivoo kevyempää työtä. Palvelutarve arvioitu yhdessä asiakkaan kanssa.",
            ReasonForClient = "Haluat löytää sinulle sopivaa työtä.",
            Receiver = City,
            Service = "coordination",
            VoluntarinessTold = true,
            RequestId = Guid.NewGuid().ToString(),
        };
        if (clientId is null)
        {
            request.NewClient = Person();
        }
        else
        {
            request.ClientId = clientId;
        }

        return request;
    }

    // Nobody looks like anybody else, or there would be a possible duplicate more with each.
    private ClientDetails Person()
    {
        var number = Interlocked.Increment(ref persons);
        var name = Letters(number);
        return new()
        {
            PersonalIdentityCode = Code(number),
            GivenNames = $"Testi{name} Tapaus",
            FamilyName = "Esimerkki" + name,
            Municipality = "698",
            ContactLanguage = "fi",
            Register = "social-welfare",
        };
    }

    private static string Letters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    private static string Code(int person)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{firstDay.AddDays(person / CodesPerDay):ddMMyy}{900 + (person % CodesPerDay):000}");
        return $"{digits[..6]}-{digits[6..]}{"0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(long.Parse(digits, CultureInfo.InvariantCulture) % 31)]}";
    }

    private sealed class Connection(GrpcChannel channel) : IAsyncDisposable
    {
        public GrpcChannel Channel => channel;

        public ValueTask DisposeAsync()
        {
            channel.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
