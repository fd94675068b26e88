using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Common;

/// <summary>What figures are cut by beside age band, municipality and programme, as facts carry it: what is not known is said to be so.</summary>
internal sealed record ClientBackground(Sex Sex, string ContactLanguage, string CustomerProfile)
{
    private const string UnknownLanguage = "und";
    private const string UnknownProfile = "unknown";

    public static ClientBackground Unknown { get; } = new(Sex.Unknown, UnknownLanguage, UnknownProfile);

    /// <summary>The profile's code; empty when it is not known.</summary>
    public string KnownProfile => CustomerProfile == UnknownProfile ? "" : CustomerProfile;

    /// <summary>As it was told; empty and unspecified are not known.</summary>
    public static ClientBackground Of(Sex sex, string contactLanguage, string customerProfile) => new(
        sex == Sex.Unspecified ? Sex.Unknown : sex,
        contactLanguage.Length > 0 ? contactLanguage : UnknownLanguage,
        customerProfile.Length > 0 ? customerProfile : UnknownProfile);
}
