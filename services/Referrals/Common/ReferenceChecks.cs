using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Common;

internal static class ReferenceChecks
{
    public static Check References(this Check check, string field, IReadOnlyList<ExternalReference> references) => check
        .MaxCount(field, references, 10)
        .Each(field, references, (each, reference) => each
            .Required("system", reference.System).MaxLength("system", reference.System, 100)
            .Required("value", reference.Value).MaxLength("value", reference.Value, 200));
}
