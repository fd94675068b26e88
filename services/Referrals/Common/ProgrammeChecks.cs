using System.Text.RegularExpressions;

namespace Tyokyky.Referrals.Common;

internal static partial class ProgrammeChecks
{
    private const string Form = "2 to 50 lower-case letters, digits and hyphens, beginning with a letter";

    /// <summary>A programme's code or none. It goes into facts, which are kept long: what anybody could write there is refused.</summary>
    public static Check OptionalProgramme(this Check check, string field, string code) =>
        check.That(code.Length == 0 || CodeForm().IsMatch(code), field, "PROGRAMME_CODE_INVALID", Form);

    public static Check Programme(this Check check, string field, string code) =>
        check.That(CodeForm().IsMatch(code), field, "PROGRAMME_CODE_INVALID", Form);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,49}$")]
    private static partial Regex CodeForm();
}
