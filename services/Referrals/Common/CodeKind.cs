using System.Collections.Frozen;

namespace Tyokyky.Referrals.Common;

/// <summary>Codes of an area's own, and national ones that it has none of.</summary>
internal sealed class CodeKind() : AgreedKind(Kind, AgreedContent.ContentOneofCase.Code)
{
    public const string Kind = "code";

    private static readonly FrozenSet<string> none = FrozenSet<string>.Empty;

    // What an area may agree on: systems whose codes only tell things apart, AreaCodeSystems.csv.
    private static readonly (string System, Validity Days)[] open = DatedRows.Read("AreaCodeSystems.csv", field => (field[0], DatedRows.Days(field)));

    public static CodeEntry EntryOf(Agreement row)
    {
        var told = row.Content().Code;
        return new CodeEntry(row.Key[(row.Key.IndexOf('/') + 1)..], told.LabelFi, told.LabelSv, told.LabelEn, row.ValidFrom, row.ValidTo, row.Source, none);
    }

    public override Check CheckKey(Check check, AgreedClaim claim)
    {
        var (system, code) = Parts(claim.Key);
        return check
            .That(
                open.Any(row => row.System == system && row.Days.Covers(claim.Day)), "key", "KEY_UNKNOWN",
                "a code system that areas agree on, a slash and a code; systems: " + string.Join(", ", open.Select(row => row.System)))
            .That(IsForm(code), "key", "KEY_UNKNOWN", "a code of lower-case letters, digits and hyphens after the slash, beginning with a letter");
    }

    public override Check CheckContent(Check check, AgreedClaim claim)
    {
        var (system, code) = Parts(claim.Key);
        var told = claim.Content.Code;
        return check
            .That(CodeSystem.Find(system)?.IsValid(code, claim.Day) != true, "key", "CODE_TAKEN", "a code that the national system does not have")
            .Required("content.code.label_fi", told.LabelFi)
            .Required("content.code.label_sv", told.LabelSv)
            .Required("content.code.label_en", told.LabelEn);
    }

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) =>
        from row in open
        where row.Days.Covers(day)
        from entry in CodeSystem.Get(row.System).Entries
        where entry.IsValidOn(day)
        select new AgreedDefault(
            $"{row.System}/{entry.Code}",
            new AgreedContent { Code = new AgreedCode { LabelFi = entry.Fi, LabelSv = entry.Sv, LabelEn = entry.En } },
            new Validity(entry.ValidFrom, entry.ValidTo),
            entry.Source);

    private static (string System, string Code) Parts(string key) => key.Split('/') is [var system, var code] ? (system, code) : (key, "");

    private static bool IsForm(string code) =>
        code.Length is > 1 and <= 50
        && char.IsAsciiLetterLower(code[0])
        && code.All(each => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-');
}
