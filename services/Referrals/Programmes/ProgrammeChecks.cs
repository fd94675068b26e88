namespace Tyokyky.Referrals.Programmes;

internal static class ProgrammeChecks
{
    /// <summary>A programme's code or none. It goes into facts, which are kept long: what anybody could write there is refused.</summary>
    public static Check OptionalProgramme(this Check check, string field, string code) =>
        check.That(code.Length == 0 || Programmes.Programme.IsCode(code), field, "PROGRAMME_CODE_INVALID", CodeForm);

    public static Check Programme(this Check check, string field, string code) =>
        check.That(Programmes.Programme.IsCode(code), field, "PROGRAMME_CODE_INVALID", CodeForm);

    private const string CodeForm = "2 to 50 lower-case letters, digits and hyphens, beginning with a letter";
}
