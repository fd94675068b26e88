using System.Text;
using Google.Protobuf.Reflection;
using Npgsql;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

/// <summary>Who the client is, and what was written about them, stays in the services that were told it: it is nowhere that others read.</summary>
public sealed class ConfidentialityTests(Suite suite)
{
    /// <summary>The contracts in which a service's facts stand.</summary>
    private static readonly Dictionary<string, FileDescriptor[]> sources = new()
    {
        ["referrals"] = [ReferralSubmitted.Descriptor.File],
        ["team"] = [CaseOpened.Descriptor.File, AssessmentOrdered.Descriptor.File, MeasurementPlanned.Descriptor.File],
    };

    /// <summary>Messages of these contracts that are no facts, but parts of them.</summary>
    private static readonly string[] Parts =
    [
        ClientFacets.Descriptor.FullName, Referrer.Descriptor.FullName, HandledCase.Descriptor.FullName, ReviewedGoal.Descriptor.FullName,
        AssessmentFacets.Descriptor.FullName, MeasurementFacets.Descriptor.FullName,
    ];

    /// <summary>Facts that no story brings about, and why not.</summary>
    private static readonly Dictionary<string, string> NotBroughtAbout = new()
    {
        [DirectoryEntryChanged.Descriptor.FullName] = "Its calls are about services, which anybody may read of, and name no client.",
        [ProgrammeCardSaved.Descriptor.FullName] = "Its calls are about a programme's money and goals, and name no client.",
    };

    [Fact]
    public async Task No_log_line_of_any_program_tells_who_the_client_is()
    {
        var stories = await suite.StoriesAsync();

        var consoles = suite.Consoles;

        Suite.Services.ShouldAllBe(service => consoles[service].Length > 0);
        Found(stories, consoles.SelectMany(console => console.Value.Select(line => (console.Key, Encoding.UTF8.GetBytes(line))))).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_fact_tells_who_the_client_is()
    {
        var stories = await suite.StoriesAsync();

        var facts = new List<(string Where, byte[] Bytes)>();
        foreach (var service in Suite.Services)
        {
            await using var database = NpgsqlDataSource.Create(await suite.DatabaseAsync(service));
            await using var command = database.CreateCommand("SELECT type, data, convert_to(array_to_string(order_keys, ' '), 'UTF8') FROM event_log");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                facts.Add(($"{service}: {reader.GetString(0)}", [.. reader.GetFieldValue<byte[]>(1), .. reader.GetFieldValue<byte[]>(2)]));
            }
        }

        facts.Where(fact => fact.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(stories[0].ClientId)) >= 0)
            .Select(fact => fact.Where.Split(':')[0]).Distinct().ShouldBe(["referrals", "team", "coaching"], ignoreOrder: true);
        Found(stories, facts).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("referrals")]
    [InlineData("team")]
    public async Task Every_kind_of_fact_that_a_service_tells_is_among_those_searched(string service)
    {
        await suite.StoriesAsync();

        var told = sources[service].SelectMany(file => file.MessageTypes).Select(fact => fact.FullName).Except(Parts).Except(NotBroughtAbout.Keys).ToArray();
        var recorded = await FactTypesAsync(service);

        told.Except(recorded).ShouldBeEmpty();
        await Eventually.Holds(
            () => Task.FromResult(recorded.All(type => suite.Broker.Messages.Any(message => message.Message.AsSpan().IndexOf(Encoding.UTF8.GetBytes(type)) >= 0))),
            "each of them goes through the broker",
            seconds: 20);
    }

    [Fact]
    public async Task No_message_in_the_broker_tells_who_the_client_is()
    {
        var stories = await suite.StoriesAsync();

        await Eventually.Holds(
            () => Task.FromResult(suite.Broker.Messages.Select(message => message.Exchange).Distinct().Count() == Suite.Services.Length - 1),
            "facts of all four sources go through the broker",
            seconds: 20);

        Found(stories, suite.Broker.Messages).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_span_log_record_or_measurement_tells_who_the_client_is()
    {
        var stories = await suite.StoriesAsync();

        await Eventually.Holds(() => Task.FromResult(Suite.Services.All(service => suite.Telemetry.Knows(service, stories[0].Trace))), "all services have told of the journey", seconds: 20);

        var told = suite.Telemetry.Received;
        told.Select(post => post.Signal).Distinct().ShouldContain("logs");
        Found(stories, told.Select(post => ($"{post.Service}: {post.Signal}", post.Body))).ShouldBeEmpty();
    }

    private async Task<HashSet<string>> FactTypesAsync(string service)
    {
        await using var database = NpgsqlDataSource.Create(await suite.DatabaseAsync(service));
        await using var command = database.CreateCommand("SELECT DISTINCT type FROM event_log");
        await using var reader = await command.ExecuteReaderAsync();
        var types = new HashSet<string>();
        while (await reader.ReadAsync())
        {
            types.Add(reader.GetString(0));
        }

        return types;
    }

    // Each place once, with what was found there: the words themselves are synthetic.
    private static string[] Found(IEnumerable<Story> stories, IEnumerable<(string Where, byte[] Bytes)> places)
    {
        var secrets = stories.SelectMany(story => story.Secrets).Select(secret => (Text: secret, Bytes: Encoding.UTF8.GetBytes(secret))).ToArray();
        return [.. places.SelectMany(place => secrets.Where(secret => place.Bytes.AsSpan().IndexOf(secret.Bytes) >= 0).Select(secret => $"{place.Where}: {secret.Text}")).Distinct()];
    }
}
