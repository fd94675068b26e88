using System.Text;
using Npgsql;
using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

/// <summary>Who the client is, and what was written about them, stays in the services that were told it: it is nowhere that others read.</summary>
public sealed class ConfidentialityTests(Suite suite)
{
    [Fact]
    public async Task No_log_line_of_any_program_tells_who_the_client_is()
    {
        var story = await suite.JourneyAsync();

        var consoles = suite.Consoles;

        Suite.Services.ShouldAllBe(service => consoles[service].Length > 0);
        Found(story, consoles.SelectMany(console => console.Value.Select(line => (console.Key, Encoding.UTF8.GetBytes(line))))).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_fact_tells_who_the_client_is()
    {
        var story = await suite.JourneyAsync();

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

        facts.Where(fact => fact.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(story.ClientId)) >= 0)
            .Select(fact => fact.Where.Split(':')[0]).Distinct().ShouldBe(["referrals", "team", "coaching"], ignoreOrder: true);
        Found(story, facts).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_message_in_the_broker_tells_who_the_client_is()
    {
        var story = await suite.JourneyAsync();

        await Eventually.Holds(
            () => Task.FromResult(suite.Broker.Messages.Select(message => message.Exchange).Distinct().Count() == Suite.Services.Length - 1),
            "facts of all four sources go through the broker",
            seconds: 20);

        Found(story, suite.Broker.Messages).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_span_log_record_or_measurement_tells_who_the_client_is()
    {
        var story = await suite.JourneyAsync();

        await Eventually.Holds(() => Task.FromResult(Suite.Services.All(service => suite.Telemetry.Knows(service, story.Trace))), "all services have told of the journey", seconds: 20);

        var told = suite.Telemetry.Received;
        told.Select(post => post.Signal).Distinct().ShouldContain("logs");
        Found(story, told.Select(post => ($"{post.Service}: {post.Signal}", post.Body))).ShouldBeEmpty();
    }

    // Each place once, with what was found there: the words themselves are synthetic.
    private static string[] Found(Story story, IEnumerable<(string Where, byte[] Bytes)> places)
    {
        var secrets = story.Secrets.Select(secret => (Text: secret, Bytes: Encoding.UTF8.GetBytes(secret))).ToArray();
        return [.. places.SelectMany(place => secrets.Where(secret => place.Bytes.AsSpan().IndexOf(secret.Bytes) >= 0).Select(secret => $"{place.Where}: {secret.Text}")).Distinct()];
    }
}
