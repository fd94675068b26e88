namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>A client's consent to research, apart from measuring; the pseudonym is its own and leads back to nobody.</summary>
internal sealed record ConsentToResearch : IAggregate<ConsentToResearch>
{
    public required Guid Id { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    public required Guid Pseudonym { get; init; }

    public required DateOnly GivenOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "research-consent";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public ConsentToResearch At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None);

    public Transition Given() => new(ObjectType, Id, "", "given", FinnishTime.StartOf(GivenOn));

    public (ConsentToResearch, Transition) Withdraw(DateOnly on) =>
        WithdrawnOn is { } withdrawn ? throw MeasurementErrors.ConsentWithdrawn(withdrawn)
        : on < GivenOn ? throw MeasurementErrors.DayBeforeStart("withdrawn_on", GivenOn)
        : (this with { WithdrawnOn = on }, new Transition(ObjectType, Id, "given", "withdrawn", FinnishTime.StartOf(on)));
}
