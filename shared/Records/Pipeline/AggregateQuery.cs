using Google.Protobuf;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>How an aggregate is found with its parts, in one round trip.</summary>
public sealed class AggregateQuery<T>
    where T : class, IAggregate<T>
{
    private readonly Func<UnitOfWork, IMessage, Call, Task<T?>> run;

    internal AggregateQuery(string objectType, string id, Guid? part, Func<UnitOfWork, IMessage, Call, Task<T?>> run)
    {
        ObjectType = objectType;
        Id = id;
        Part = part;
        this.run = run;
    }

    /// <summary>What the access log calls it, found or not.</summary>
    public string ObjectType { get; }

    /// <summary>What was asked for.</summary>
    public string Id { get; }

    /// <summary>The part of it that the call is about; null: the whole.</summary>
    public Guid? Part { get; private init; }

    /// <summary>The same, about one part of it.</summary>
    public AggregateQuery<T> About(Guid part) => new(ObjectType, Id, part, run);

    internal Task<T?> RunAsync(UnitOfWork unitOfWork, IMessage request, Call call) => run(unitOfWork, request, call);
}

/// <summary>Says how an aggregate is found.</summary>
public static class Aggregate
{
    /// <summary>One row is the whole of it.</summary>
    public static AggregateQuery<T> Of<T>(string objectType, Guid id, Query<T> one)
        where T : class, IAggregate<T> =>
        new(objectType, id.ToString(), null, (unitOfWork, request, call) => unitOfWork.LoadAsync(call, request, one));

    /// <summary>It has parts, which its version guards.</summary>
    public static AggregateQuery<T> Of<T, TParts>(string objectType, Guid id, Query<T> one, Query<TParts> parts, Func<T, TParts, T> whole)
        where T : class, IAggregate<T> =>
        new(objectType, id.ToString(), null, async (unitOfWork, request, call) =>
            await unitOfWork.LoadAsync(call, request, one, parts) is ({ } found, var of) ? whole(found, of!) : null);

    /// <summary>It has two kinds of parts, which its version guards.</summary>
    public static AggregateQuery<T> Of<T, T1, T2>(string objectType, Guid id, Query<T> one, Query<T1> first, Query<T2> second, Func<T, T1, T2, T> whole)
        where T : class, IAggregate<T> =>
        new(objectType, id.ToString(), null, async (unitOfWork, request, call) =>
            await unitOfWork.LoadAsync(call, request, one, first, second) is ({ } found, var with, var and) ? whole(found, with!, and!) : null);
}
