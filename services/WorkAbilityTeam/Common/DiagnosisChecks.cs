using System.Text.RegularExpressions;

namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Functional limits are told without diagnosis.</summary>
internal static partial class DiagnosisChecks
{
    /// <summary>No code of ICD-10 stands in the text.</summary>
    public static Check NoDiagnosis(this Check check, string field, string text) =>
        check.That(!Diagnosis().IsMatch(text), field, "DIAGNOSIS_IN_TEXT", "without codes of diagnoses: what it means for work is told, not why");

    [GeneratedRegex(@"\b[A-TV-Z][0-9]{2}\.[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Diagnosis();
}
