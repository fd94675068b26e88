using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>How the network refuses.</summary>
internal static class NetworkErrors
{
    public static DomainException UnknownProfessional(string field) => Invalid(field, "UNKNOWN_PROFESSIONAL", "a registered professional; ListProfessionals names them");

    private static DomainException Invalid(string field, string reason, string right) =>
        new(ErrorKind.InvalidArgument, reason, $"{field} should be {right}.", ("field", field)) { FieldViolations = [new FieldViolation(field, reason, right)] };
}
