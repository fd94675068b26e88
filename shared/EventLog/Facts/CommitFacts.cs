using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>How a commit tells the other services what happened.</summary>
public static class CommitFacts
{
    private const string AnObject = "00000000-0000-7000-8000-000000000001";
    private const string AClient = "00000000-0000-7000-8000-000000000002";

    /// <summary>Records a fact with the commit. <paramref name="orderKeys"/> are the ids of the clients it concerns, else of its subject.</summary>
    public static Commit Fact(this Commit commit, IMessage fact, params string[] orderKeys) => commit.Fact(fact, commit.OccurredAt, orderKeys);

    /// <summary>The same for something that happened at another business time than now.</summary>
    public static Commit Fact(this Commit commit, IMessage fact, DateTimeOffset occurredAt, params string[] orderKeys)
    {
        if (orderKeys.Length == 0 || orderKeys.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException($"A {fact.Descriptor.Name} needs the id of a client, or of its subject, to be ordered by.", nameof(orderKeys));
        }

        commit.HasFacts = true;
        return commit.AddRow(
            $"INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data) VALUES ",
            $"""
            ({Guid.CreateVersion7(commit.RecordedAt)}, {fact.Descriptor.FullName}, {orderKeys},
              {occurredAt}, {commit.RecordedAt}, {Traceparent}, {fact.ToByteArray()})
            """);
    }

    /// <summary>
    /// Changes as many objects as it finds (UPDATE … RETURNING id, client_id), each with its transition and the fact of its ids and its client's.
    /// </summary>
    /// <param name="fact">What is told of an object and its client; both ids must stand in it as text.</param>
    public static Commit ChangeEach(this Commit commit, Sql change, string objectType, string what, Func<string, string, IMessage> fact)
    {
        commit.HasFacts = true;
        // An id's text has one length: the row's ids are laid over those of the message that was made once.
        var message = fact(AnObject, AClient);
        var data = message.ToByteArray();
        return commit.ChangeEach(change, objectType, what, beside: $"""
            , told AS (
              INSERT INTO event_log (event_id, type, order_keys, occurred_at, recorded_at, traceparent, data)
              SELECT gen_random_uuid(), {message.Descriptor.FullName}, ARRAY[client_id::text], {commit.OccurredAt}, {commit.RecordedAt}, {Traceparent},
                     overlay(overlay({data} PLACING convert_to(id::text, 'UTF8') FROM {Place(data, AnObject)})
                       PLACING convert_to(client_id::text, 'UTF8') FROM {Place(data, AClient)})
              FROM changed)
            """);
    }

    private static string Traceparent => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : "";

    private static int Place(byte[] data, string id) =>
        data.AsSpan().IndexOf(Encoding.UTF8.GetBytes(id)) is var at and >= 0 ? at + 1 : throw new ArgumentException("The fact does not carry both ids.");
}
