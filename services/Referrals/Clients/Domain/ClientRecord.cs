using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Clients;

/// <summary>One controller's record on a client. The client's id is shared; the record is not.</summary>
internal sealed record ClientRecord : IAggregate<ClientRecord>
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

    /// <summary>As registered or told; unspecified while nobody told it.</summary>
    public Sex Sex { get; init; }

    /// <summary>Empty: none is told.</summary>
    public string CustomerProfile { get; init; } = "";

    public required bool NonDisclosure { get; init; }

    /// <summary>True when another of the controller's records on the person says non-disclosure.</summary>
    public bool IsHiddenElsewhere { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public ClientCare Care { get; init; } = ClientCare.None;

    /// <summary>The id that stands for the person: this one, unless it was merged.</summary>
    public Guid Person { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "client-record";

    /// <summary>Of this controller's record alone: what another controller did with its own says nothing here.</summary>
    public Guid ObjectId => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{ClientId}|{Controller}|{Register}")).AsSpan(0, 16));

    public Etag Etag => Etag.Of(Version, ClientId);

    public ClientRecord At(long version) => this with { Version = version };

    /// <summary>The municipality as facts carry it: with non-disclosure (turvakielto) the same as truly unknown.</summary>
    public string FactMunicipality => IsProtected || Municipality.Length == 0 ? Contracts.Municipality.Unknown : Municipality;

    /// <summary>The rest as facts carry it: with non-disclosure not known either, since the organisations in a fact tell the area (ADR 19).</summary>
    public ClientBackground FactBackground => IsProtected ? ClientBackground.Unknown : ClientBackground.Of(Sex, ContactLanguage, CustomerProfile);

    /// <summary>True when the change is one that counting must hear of.</summary>
    public bool CountsOtherwiseThan(ClientRecord before) =>
        FactMunicipality != before.FactMunicipality || BirthDate != before.BirthDate || FactBackground != before.FactBackground;

    private bool IsProtected => NonDisclosure || IsHiddenElsewhere;

    /// <summary>What the merged record leaves behind: a non-disclosure that was ordered is in force until it is ended, whichever record gives way.</summary>
    public ClientRecord TakingOver(ClientRecord merged) =>
        merged.Register == Register && merged.NonDisclosure && !NonDisclosure
            ? this with { NonDisclosure = true, Version = Version + 1 }
            : this with { IsHiddenElsewhere = IsHiddenElsewhere || merged.NonDisclosure || merged.IsHiddenElsewhere };

    /// <summary>What another organisation than the controller may see, and which fields are withheld from it.</summary>
    public (ClientRecord Shown, ImmutableArray<string> Withheld) ForOthers(bool contactDetailsOpen)
    {
        var hidden = !contactDetailsOpen;
        var points = hidden ? [] : Care.ContactPoints.Where(point => point.Safe is SafeToContact.Safe or SafeToContact.AsNoted).ToImmutableArray();
        ImmutableArray<string> withheld =
        [
            .. hidden && Municipality.Length > 0 ? ["municipality"] : Array.Empty<string>(),
            .. points.Length < Care.ContactPoints.Length ? ["contact_points"] : Array.Empty<string>(),
            .. Care.ProcessingBasis.Length > 0 ? ["processing_basis"] : Array.Empty<string>(),
            .. Sex != Sex.Unspecified ? ["sex"] : Array.Empty<string>(),
            .. CustomerProfile.Length > 0 ? ["customer_profile"] : Array.Empty<string>(),
        ];
        var shown = this with
        {
            Municipality = hidden ? "" : Municipality,
            Sex = Sex.Unspecified,
            CustomerProfile = "",
            Care = Care with { ContactPoints = points, ProcessingBasis = "" },
        };
        return (shown, withheld);
    }
}
