using System.Diagnostics;
using Google.Protobuf;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>How a commit tells the other services what happened.</summary>
public static class CommitFacts
{
    /// <summary>Records a fact with the commit. <paramref name="orderKeys"/> are the ids of the clients it concerns, else of its subject.</summary>
    public static Commit Fact(this Commit commit, IMessage fact, params string[] orderKeys) => commit.Fact(fact, commit.OccurredAt, orderKeys);

    /// <summary>The same for something that happened at another business time than now.</summary>
    public static Commit Fact(this Commit commit, IMessage fact, DateTimeOffset occurredAt, params string[] orderKeys)
    {
        if (orderKeys.Length == 0 || orderKeys.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException($"A {fact.Descriptor.Name} needs the id of a client, or of its subject, to be ordered by.", nameof(orderKeys));
        }

        var traceparent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : "";
        commit.HasFacts = true;
        return commit.Add($"""
            INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
            VALUES ({Guid.CreateVersion7(commit.RecordedAt)}, {fact.Descriptor.FullName}, {orderKeys}, {occurredAt}, {commit.RecordedAt}, {traceparent}, {fact.ToByteArray()})
            """);
    }
}
