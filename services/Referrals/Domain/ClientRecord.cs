using Tyokyky.Records;

namespace Tyokyky.Referrals.Domain;

/// <summary>One controller's record on a client. The client's id is shared; the record is not.</summary>
internal sealed record ClientRecord : IVersioned
{
    public required Guid ClientId { get; init; }

    public required string Controller { get; init; }

    public required string Register { get; init; }

    public required string GivenNames { get; init; }

    public required string FamilyName { get; init; }

    public required DateOnly? BirthDate { get; init; }

    public required bool HasCode { get; init; }

    /// <summary>Three digits; empty when unknown.</summary>
    public required string Municipality { get; init; }

    public required string ContactLanguage { get; init; }

    public required bool NonDisclosure { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "client";

    public Guid ObjectId => ClientId;

    public Etag Etag => Etag.Of(Version, ClientId);

    /// <summary>The municipality as facts carry it: with non-disclosure (turvakielto) the same as truly unknown.</summary>
    public string FactMunicipality => NonDisclosure || Municipality.Length == 0 ? Contracts.Municipality.Unknown : Municipality;
}
