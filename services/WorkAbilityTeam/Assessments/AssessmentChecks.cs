using Google.Type;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Checks of what a contract can't say of assessments.</summary>
internal static class AssessmentChecks
{
    private const long HighestPrice = 1_000_000;
    private const int NanosOfCent = 10_000_000;

    /// <summary>An order with a provider and a price in euros and whole cents.</summary>
    public static Check Purchase(this Check check, string field, Purchase? purchase) => check.Within(field, purchase, (within, order) => within
        .OptionalBusinessId("provider", order.Provider)
        .OptionalDay("report_due_on", order.ReportDueOn)
        .That(
            order.Price is not { } price || IsPrice(price),
            "price",
            "PRICE_INVALID",
            $"EUR, whole cents, from 0 to {HighestPrice}"));

    public static PurchaseOrder ToOrder(this Purchase purchase) => new(
        purchase.OrderNumber,
        purchase.PaymentCommitment,
        purchase.Provider,
        purchase.Price is { } price ? (price.Units * 100) + (price.Nanos / NanosOfCent) : null,
        purchase.ReportDueOn?.ToDay());

    private static bool IsPrice(Money price) =>
        price is { CurrencyCode: "EUR", Units: >= 0 and <= HighestPrice, Nanos: >= 0 and < 1_000_000_000 } && price.Nanos % NanosOfCent == 0;
}
