namespace Tyokyky.JobCoaching.Resources;

/// <summary>What the work takes (resurssit): working time of a role, a cost or a budget, of a period.</summary>
internal sealed record Resource : IAggregate<Resource>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required ResourceType Type { get; init; }

    public required ResourceTold Told { get; init; }

    public ResourceState State { get; init; } = ResourceState.Recorded;

    public string ErrorReason { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "resource";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Resource At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Recorded() => new(ObjectType, Id, "", StateCode.Of(State), FinnishTime.StartOf(Told.From));

    public (Resource Resource, Transition Transition) Correct(ResourceType type, ResourceTold told, string reason, DateOnly today)
    {
        MustBeNoMistake();
        if (type != Type)
        {
            throw DomainException.Field("details", "RESOURCE_OTHER_KIND", $"a {StateCode.Of(Type)}, as it was recorded");
        }

        // What it was stands in the transition: an entry is of nobody, and its history is what an auditor reads.
        return To(this with { Told = told }, today, reason, $"was {Told.InWords}");
    }

    public (Resource Resource, Transition Transition) EnterInError(string reason, string note, DateOnly today)
    {
        MustBeNoMistake();
        return To(this with { State = ResourceState.EnteredInError, ErrorReason = reason }, today, reason, note);
    }

    private void MustBeNoMistake()
    {
        if (State == ResourceState.EnteredInError)
        {
            throw new DomainException(ErrorKind.FailedPrecondition, "RESOURCE_ENTERED_IN_ERROR", "The entry is marked as a mistake.")
            {
                Preconditions = [new Precondition("RESOURCE_STATE", Id.ToString(), "RESOURCE_ENTERED_IN_ERROR")],
            };
        }
    }

    private (Resource Resource, Transition Transition) To(Resource next, DateOnly day, string reason, string note) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(day), reason, note));
}

/// <summary>What is told of an entry.</summary>
/// <param name="ShareOf">Whose it is.</param>
/// <param name="Kind">The role of working time, else what a sum is for.</param>
/// <param name="Funding">Empty: working time.</param>
internal sealed record ResourceTold(
    string Programme, string ShareOf, DateOnly From, DateOnly To, string Kind, int GrantHundredths, int OwnHundredths,
    string Funding, string Funder, long Cents,
    string Note)
{
    public string InWords => string.Join(' ', Programme, ShareOf, $"{From:yyyy-MM-dd}/{To:yyyy-MM-dd}", Kind, Funding, GrantHundredths, OwnHundredths, Cents);
}
