using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults;

/// <summary>Checks of identifiers and codes that every contract uses.</summary>
public static class CodeChecks
{
    /// <summary>What a business id looks like.</summary>
    public const string RightBusinessId = "a Y-tunnus, NNNNNNN-C, with the right check digit";

    private const string RightMunicipality = "a municipality that there is, such as 698; ListCodes of system \"municipality\" names them";
    private const string RightOccupation = "an ISCO-08 code of one to four digits such as 5120; ListCodes of system \"occupation\" names them";

    /// <summary>Required, and a code that its system has on that day.</summary>
    public static Check Code(this Check check, string field, string value, string system, DateOnly day) =>
        value.Length == 0 ? check.Required(field, value) : check.OptionalCode(field, value, system, day);

    /// <summary>Empty, or a code that its system has on that day.</summary>
    public static Check OptionalCode(this Check check, string field, string value, string system, DateOnly day) =>
        value.Length == 0 ? check : check.CodeThen(field, value, system, day);

    /// <summary>Codes that their system has on that day.</summary>
    public static Check Codes(this Check check, string field, IReadOnlyList<string> values, string system, DateOnly day)
    {
        for (var i = 0; i < values.Count; i++)
        {
            // A field's name is made only for what is refused.
            if (!check.Has(system, values[i], day))
            {
                check.CodeThen($"{field}[{i}]", values[i], system, day);
            }
        }

        return check;
    }

    /// <summary>Empty, or what is asked for by a code, or a name, that means something on that day; an old one means what took its place.</summary>
    public static Check AskedCode(this Check check, string field, string value, string system, DateOnly day)
    {
        if (value.Length > 0 && !(check.AreaSays(system, value, day) ?? CodeSystem.Get(system).On(value, day) is not null))
        {
            check.That(false, field, "UNKNOWN_CODE", RightCode(value, system, day));
        }

        return check;
    }

    /// <summary>The same of several.</summary>
    public static Check AskedCodes(this Check check, string field, IReadOnlyList<string> values, string system, DateOnly day) =>
        check.All(field, values, (name, value) => check.AskedCode(name, value, system, day));

    /// <summary>Empty, or a municipality's code.</summary>
    public static Check OptionalMunicipality(this Check check, string field, string value) =>
        check.That(value.Length == 0 || Municipality.IsValid(value), field, "MUNICIPALITY_INVALID", RightMunicipality);

    /// <summary>Municipalities' codes.</summary>
    public static Check Municipalities(this Check check, string field, IReadOnlyList<string> values) =>
        check.All(field, values, (name, value) => check.That(Municipality.IsValid(value), name, "MUNICIPALITY_INVALID", RightMunicipality));

    /// <summary>Required, and a business id (Y-tunnus) with the right check digit.</summary>
    public static Check BusinessId(this Check check, string field, string value) => check.Required(field, value).OptionalBusinessId(field, value);

    /// <summary>Empty, or a business id (Y-tunnus) with the right check digit.</summary>
    public static Check OptionalBusinessId(this Check check, string field, string value) =>
        check.That(value.Length == 0 || Contracts.BusinessId.IsValid(value), field, "BUSINESS_ID_INVALID", RightBusinessId);

    /// <summary>Required, and an ISCO-08 code.</summary>
    public static Check Occupation(this Check check, string field, string value) =>
        value.Length == 0
            ? check.Required(field, value)
            : check.That(Contracts.Occupation.IsValid(value), field, "OCCUPATION_INVALID", RightOccupation);

    /// <summary>ISCO-08 codes.</summary>
    public static Check Occupations(this Check check, string field, IReadOnlyList<string> values) =>
        check.All(field, values, (name, value) => check.That(Contracts.Occupation.IsValid(value), name, "OCCUPATION_INVALID", RightOccupation));

    private static bool Has(this Check check, string system, string code, DateOnly day) =>
        check.AreaSays(system, code, day) ?? CodeSystem.Get(system).IsValid(code, day);

    private static Check CodeThen(this Check check, string field, string value, string system, DateOnly day)
    {
        if (check.Has(system, value, day))
        {
            return check;
        }

        // A code that is known of other days is no wrong code: it is told by the one of the day, or the day may be wrong.
        var known = CodeSystem.Get(system);
        var days = known.Entries.Where(entry => entry.Code == value).Select(entry => $"{entry.ValidFrom:yyyy-MM-dd}–{entry.ValidTo:yyyy-MM-dd}").ToArray();
        return days.Length == 0 || known.IsValid(value, day)
            ? check.That(false, field, "UNKNOWN_CODE", RightCode(value, system, day))
            : check.That(
                false,
                field,
                "CODE_NOT_VALID_THEN",
                $"{RightCode(value, system, day)}; or another day, as \"{value}\" is one on {string.Join(", ", days)}");
    }

    private static string RightCode(string value, string system, DateOnly day)
    {
        var codes = CodeSystem.Get(system);
        var right = string.Join(" or ", codes.Same(value).Where(code => codes.IsValid(code, day)).Select(code => $"\"{code}\""));
        return right.Length > 0
            ? $"{right}, the code of system \"{system}\" on {day:yyyy-MM-dd}"
            : $"a code of system \"{system}\" valid on {day:yyyy-MM-dd}; ListCodes names them";
    }
}
