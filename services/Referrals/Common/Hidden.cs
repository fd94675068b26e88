namespace Tyokyky.Referrals.Common;

/// <summary>What an order of non-disclosure (turvakielto) hides in whatever tells facts of a client, as columns.</summary>
internal static class Hidden
{
    private static readonly ClientBackground unknown = ClientBackground.Unknown;

    public static Sql Set =>
        $"""
        municipality = {Contracts.Municipality.Unknown}, sex = {(int)unknown.Sex}, contact_language = {unknown.ContactLanguage},
          customer_profile = {unknown.CustomerProfile}
        """;

    public static Sql IsTold =>
        $"""
        (municipality, sex, contact_language, customer_profile) IS DISTINCT FROM
          ({Contracts.Municipality.Unknown}, {(int)unknown.Sex}, {unknown.ContactLanguage}, {unknown.CustomerProfile})
        """;
}
