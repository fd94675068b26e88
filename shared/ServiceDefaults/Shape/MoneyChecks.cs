using Google.Type;

namespace Tyokyky.ServiceDefaults;

/// <summary>Amounts of money: EUR, in whole cents.</summary>
public static class MoneyChecks
{
    private const string Euro = "EUR";
    private const long MostEuros = 10_000_000_000;
    private const int NanosPerCent = 10_000_000;

    /// <summary>Absent, or an amount in whole cents.</summary>
    public static Check OptionalMoney(this Check check, string field, Money? amount) => check.That(
        amount is null || IsMoney(amount), field, "MONEY_INVALID", $"an amount in EUR in whole cents, from 0 to less than {MostEuros} EUR");

    /// <summary>True for an amount in EUR in whole cents that may be added up without a thought.</summary>
    public static bool IsMoney(Money amount) =>
        amount is { CurrencyCode: Euro, Units: >= 0 and < MostEuros, Nanos: >= 0 and < 100 * NanosPerCent } && amount.Nanos % NanosPerCent == 0;

    /// <summary>The amount in cents, as it is stored.</summary>
    public static long ToCents(this Money amount) => (amount.Units * 100) + (amount.Nanos / NanosPerCent);

    /// <summary>Cents as the contract tells them.</summary>
    public static Money ToMoney(this long cents) => new() { CurrencyCode = Euro, Units = cents / 100, Nanos = (int)(cents % 100) * NanosPerCent };
}
