using Tyokyky.Contracts;
using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.TestKit;

/// <summary>The organisations that are registered wherever a service hears of Referrals in a test: the low numbers, and the one for those who need just one.</summary>
public static class TestOrganisations
{
    /// <summary>One that nobody has registered.</summary>
    public const string Unregistered = "9000003-8";

    private const int Count = 20;

    /// <summary>What Referrals has told of them.</summary>
    public static IEnumerable<OrganisationRegistered> Facts =>
        Enumerable.Range(1, Count).SelectMany(WithCheckDigit).Append(Tokens.Organisation).Append("1234567-1")
            .Select(id => new OrganisationRegistered { OrganisationId = id, Name = $"Esimerkki {id}", Kind = "municipality" });

    // Some numbers have no check digit and are nobody's.
    private static IEnumerable<string> WithCheckDigit(int number) => Enumerable.Range(0, 10).Select(digit => $"{number:D7}-{digit}").Where(BusinessId.IsValid);
}
