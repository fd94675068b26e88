using Google.Protobuf;

namespace Tyokyky.TestKit;

/// <summary>What a service has told the others.</summary>
public static class RecordedFacts
{
    /// <summary>The facts of one type that concern one client (or other subject), oldest first.</summary>
    public static async Task<IReadOnlyList<T>> FactsAsync<T>(this TestDatabase database, string orderKey)
        where T : IMessage<T>, new()
    {
        await using var command = database.Owner.CreateCommand("SELECT data FROM event_log WHERE type = $1 AND $2 = ANY(order_keys) ORDER BY seq");
        command.Parameters.Add(new() { Value = new T().Descriptor.FullName });
        command.Parameters.Add(new() { Value = orderKey });
        await using var reader = await command.ExecuteReaderAsync();
        var facts = new List<T>();
        while (await reader.ReadAsync())
        {
            var fact = new T();
            fact.MergeFrom(reader.GetFieldValue<byte[]>(0));
            facts.Add(fact);
        }

        return facts;
    }
}
