using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>An organisation's contact for topics in the network (verkoston yhteyshenkilö): one of its professionals.</summary>
internal sealed record NetworkContact : OrganisationPart, IAggregate<NetworkContact>
{
    public required Guid Professional { get; init; }

    public required string[] Topics { get; init; }

    /// <summary>Empty: all that the organisation serves.</summary>
    public required string[] Municipalities { get; init; }

    public required string Note { get; init; }

    public required Validity Days { get; init; }

    public override string ObjectType => "network-contact";

    public NetworkContact At(long version) => this with { Version = version };
}
