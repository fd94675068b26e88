using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>
/// The one way to read: load, who is concerned, access, the access log's row, answer. What is shown of a client has its row in the access log before
/// it is shown.
/// </summary>
public sealed class Reader(Database database, AccessLog accessLog)
{
    /// <summary>Loads what the query answers; the next step is to say whether the caller may see it.</summary>
    public Reading<T?> Load<T>(Call call, Query<T> query) => new(call, accessLog, () => database.OneAsync(query, call.Cancel));

    /// <summary>The same of two queries, in one round trip.</summary>
    public Reading<T> Load<T, T1, T2>(Call call, Query<T1> first, Query<T2> second, Func<T1?, T2?, T> together) =>
        new(call, accessLog, async () => await database.ManyAsync(first, second, call.Cancel) is var (one, two) ? together(one, two) : default!);

    /// <summary>The same of three queries, in one round trip.</summary>
    public Reading<T> Load<T, T1, T2, T3>(Call call, Query<T1> first, Query<T2> second, Query<T3> third, Func<T1?, T2?, T3?, T> together) =>
        new(
            call,
            accessLog,
            async () => await database.ManyAsync(first, second, third, call.Cancel) is var (one, two, three) ? together(one, two, three) : default!);

    /// <summary>One page of a list, each of its rows logged for the client whom it shows.</summary>
    /// <param name="find">The rows after the page before, one more than fit.</param>
    /// <param name="key">What the next page goes on after: the values by which the rows are sorted, the last one unique.</param>
    /// <param name="shows">The client whom a row shows, and what of them; null: nobody.</param>
    /// <param name="answer">The answer with the page's rows; the token of the next page is set here.</param>
    /// <param name="maxSize">Rows on the largest page.</param>
    public async Task<TResponse> ListAsync<T, TResponse>(
        IMessage request, Call call, Func<Paging, Query<T>> find, Func<T, string[]> key,
        Func<T, Touch?> shows, Func<IReadOnlyList<T>, ValueTask<TResponse>> answer,
        int maxSize = 500)
        where TResponse : IMessage
    {
        var paging = call.Page(request, maxSize: maxSize);
        var page = paging.Cut(await database.ListAsync(find(paging), call.Cancel), key, out var next);
        var response = await answer(page);
        response.Descriptor.FindFieldByName("next_page_token").Accessor.SetValue(response, next);
        await accessLog.ReadAsync(call, [.. page.Select(shows).OfType<Touch>().Distinct()]);
        return response;
    }
}

/// <summary>What is read. The next step is to say whether the caller may see it.</summary>
public sealed class Reading<T>
{
    internal Reading(Call call, AccessLog accessLog, Func<Task<T>> load) => (Call, AccessLog, Run) = (call, accessLog, load);

    internal Call Call { get; }

    internal AccessLog AccessLog { get; }

    internal Func<Task<T>> Run { get; }

    /// <summary>Who is concerned and what the caller is to it; null: there is no such object.</summary>
    public Answering<T> Authorize(Func<T, AuditSubject> subject, Func<T, Relation?> relation) =>
        new(this, subject, found => ValueTask.FromResult(relation(found)));

    /// <inheritdoc cref="Authorize(Func{T, AuditSubject}, Func{T, Relation?})"/>
    public Answering<T> Authorize(Func<T, AuditSubject> subject, Func<T, ValueTask<Relation?>> relation) => new(this, subject, relation);
}

/// <summary>What is read, and by whom. The next step is to answer.</summary>
public sealed class Answering<T>
{
    private readonly Reading<T> reading;
    private readonly Func<T, AuditSubject> subject;
    private readonly Func<T, ValueTask<Relation?>> relation;

    internal Answering(Reading<T> reading, Func<T, AuditSubject> subject, Func<T, ValueTask<Relation?>> relation) =>
        (this.reading, this.subject, this.relation) = (reading, subject, relation);

    /// <summary>Answers what was found, with what the caller is to it; the client whom it is about is logged as read.</summary>
    /// <param name="answer">What the caller gets.</param>
    /// <param name="showsClient">Whether the answer shows the client; null: always.</param>
    public async Task<TResponse> AnswerAsync<TResponse>(Func<T, Relation, ValueTask<TResponse>> answer, Func<T, Relation, bool>? showsClient = null)
    {
        var call = reading.Call;
        var found = await reading.Run();
        var about = subject(found);
        call.SetAuditSubject(about.ClientId?.ToString(), about.ObjectType, about.ObjectId);
        var held = await relation(found);
        call.Authorize(held);
        if (about.ClientId is { } client && showsClient?.Invoke(found, held!.Value) != false)
        {
            await reading.AccessLog.ReadAsync(call, [new Touch(client, about.ObjectType, about.ObjectId)]);
        }

        return await answer(found, held!.Value);
    }
}
