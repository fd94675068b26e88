namespace Tyokyky.Referrals.Organisations;

/// <summary>Something that an organisation has.</summary>
internal abstract record OrganisationPart : IVersioned
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public long Version { get; init; } = 1;

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public abstract string ObjectType { get; }
}

/// <summary>A unit (yksikkö, toimipiste): where an organisation's service is given.</summary>
internal sealed record Unit : OrganisationPart, IAggregate<Unit>
{
    public required string Name { get; init; }

    public required string Municipality { get; init; }

    public required string[] Services { get; init; }

    public required Validity Days { get; init; }

    public override string ObjectType => "unit";

    public Unit At(long version) => this with { Version = version };
}

/// <summary>An area of responsibility (vastuualue): from day to day, one organisation answers for services in municipalities.</summary>
internal sealed record Area : OrganisationPart, IAggregate<Area>
{
    public required Guid? Unit { get; init; }

    public required string[] Municipalities { get; init; }

    public required string[] Services { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly? To { get; init; }

    public required string Basis { get; init; }

    public override string ObjectType => "area";

    public Area At(long version) => this with { Version = version };
}

/// <summary>A professional (ammattilainen) of an organisation.</summary>
internal sealed record Professional : OrganisationPart, IAggregate<Professional>
{
    public required string Subject { get; init; }

    public required Guid? Unit { get; init; }

    public required string Name { get; init; }

    public required string Profession { get; init; }

    public required string[] Languages { get; init; }

    public required string Phone { get; init; }

    public required string Email { get; init; }

    public required Validity Days { get; init; }

    public override string ObjectType => "professional";

    public Professional At(long version) => this with { Version = version };
}
