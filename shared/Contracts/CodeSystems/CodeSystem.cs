using System.Collections.Frozen;

namespace Tyokyky.Contracts;

/// <summary>One code with its labels and its days of validity.</summary>
public sealed record CodeEntry(
    string Code, string Fi, string Sv, string En, DateOnly ValidFrom, DateOnly? ValidTo, string Source, IReadOnlySet<string> Properties)
{
    /// <summary>The code that took its place when its days were over; empty: none did.</summary>
    public string ReplacedBy { get; init; } = "";

    /// <summary>What it is called in the three languages; an abbreviation in brackets is a name too.</summary>
    public IEnumerable<string> Names => new[] { Fi, Sv, En }
        .SelectMany(label => label.Split([',', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(name => char.IsUpper(name[0]));

    /// <summary>True when the code may be used for something that happens on that day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    /// <summary>What it stands for, by language; none where the label says it.</summary>
    public IReadOnlyDictionary<string, CodeText> Descriptions { get; init; } = FrozenDictionary<string, CodeText>.Empty;
}

/// <summary>What a code stands for, in one language.</summary>
public sealed record CodeText(string Signs, string Needs, string Example);

/// <summary>
/// A code system (koodisto): codes that grow or change by law or agreement, as dated data with their source. Old names (OldNames.csv) are codes of
/// their own days, each of which says what took its place.
/// </summary>
public sealed class CodeSystem
{
    private static readonly FrozenDictionary<string, CodeSystem> all = Load();

    private readonly FrozenDictionary<string, CodeEntry[]> byCode;
    private readonly FrozenDictionary<string, CodeEntry[]> byName;

    private CodeSystem(string name, CodeEntry[] entries)
    {
        Name = name;
        Entries = entries;
        byCode = entries.GroupBy(entry => entry.Code).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        byName = entries.SelectMany(entry => entry.Names.Distinct(StringComparer.OrdinalIgnoreCase), (entry, called) => (entry, called))
            .GroupBy(pair => pair.called, pair => pair.entry, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every code system's name.</summary>
    public static IEnumerable<string> Names => all.Keys.Order(StringComparer.Ordinal);

    /// <summary>The system's name, for instance "referral-reason".</summary>
    public string Name { get; }

    /// <summary>All entries, in display order, also those of other days; an old one stands before the one that took its place.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>The code system of that name, or null.</summary>
    public static CodeSystem? Find(string name) => all.GetValueOrDefault(name);

    /// <summary>The code system of a name that the code itself spells.</summary>
    public static CodeSystem Get(string name) => all[name];

    /// <summary>True when the code may be used on some day.</summary>
    public bool Knows(string code) => byCode.ContainsKey(code);

    /// <summary>True when the code may be used on that day.</summary>
    public bool IsValid(string code, DateOnly day)
    {
        if (!byCode.TryGetValue(code, out var entries))
        {
            return false;
        }

        foreach (var entry in entries)
        {
            if (entry.IsValidOn(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the code has that property on that day, for instance "pauses".</summary>
    public bool Has(string code, string property, DateOnly day) =>
        byCode.TryGetValue(code, out var entries) && Array.Exists(entries, entry => entry.IsValidOn(day) && entry.Properties.Contains(property));

    /// <summary>
    /// What a code is in another system: the code of the same name, else the one that the entry's properties name ("task-outcome=referred-on"). Also
    /// of a code that is no longer valid, since it may have been recorded; null when the other system has nothing for it.
    /// </summary>
    public string? In(string system, string code)
    {
        var other = Get(system);
        return other.byCode.ContainsKey(code)
            ? code
            : byCode.GetValueOrDefault(code)?.SelectMany(entry => entry.Properties)
                .FirstOrDefault(property => property.StartsWith(system + "=", StringComparison.Ordinal))?[(system.Length + 1)..];
    }

    /// <summary>
    /// What a code or a name, in any of the three languages, means on a day: itself on its own days, and afterwards what took its place; null when it
    /// means nothing then. A new name means nothing before its first day.
    /// </summary>
    public CodeEntry? On(string codeOrName, DateOnly day) => AsAsked(codeOrName, day) is { } asked ? On(asked, day) : null;

    /// <summary>The entry that a code or a name stands for: of the day, else the last one before it; null when there is none.</summary>
    public CodeEntry? AsAsked(string codeOrName, DateOnly day)
    {
        var entries = byCode.GetValueOrDefault(codeOrName) ?? byName.GetValueOrDefault(codeOrName) ?? [];
        return entries.FirstOrDefault(entry => entry.IsValidOn(day)) ?? entries.Where(entry => entry.ValidTo < day).MaxBy(entry => entry.ValidTo);
    }

    /// <summary>A code with all that it took the place of and all that took its place: what was recorded under whichever of them is the same thing.</summary>
    public IReadOnlyList<string> Same(string code) => [.. Following(code).Union(byCode.Keys.Where(other => Following(other).Contains(code)))];

    /// <summary>What to look for when a code or a name is asked for on a day: whatever is the same thing. None: nothing is asked for.</summary>
    public string[] Asked(string codeOrName, DateOnly day) =>
        codeOrName.Length == 0 ? [] : AsAsked(codeOrName, day) is { } asked ? [.. Same(asked.Code)] : [codeOrName];

    /// <summary>The old names of a code: what it took the place of, at once or through others, the oldest first.</summary>
    public IEnumerable<CodeEntry> OldNamesOf(string code) =>
        Entries.Where(entry => entry.Code != code && Following(entry.Code).Contains(code)).OrderBy(entry => entry.ValidFrom);

    private CodeEntry? On(CodeEntry entry, DateOnly day) =>
        entry.IsValidOn(day) ? entry :
        entry.ReplacedBy.Length > 0 && AsAsked(entry.ReplacedBy, day) is { } next ? On(next, day) :
        null;

    // A code, and what took its place, one after the other.
    private IEnumerable<string> Following(string code)
    {
        for (var at = code; at.Length > 0; at = byCode.GetValueOrDefault(at)?.FirstOrDefault(entry => entry.ReplacedBy.Length > 0)?.ReplacedBy ?? "")
        {
            yield return at;
        }
    }

    private static FrozenDictionary<string, CodeSystem> Load()
    {
        var descriptions = Read("CodeDescriptions/").ToDictionary(
            file => file.Name,
            file => file.Lines.ToLookup(line => line[0], line => (Language: line[1], Text: new CodeText(line[2], line[3], line[4]))));
        var oldNames = Read("OldNames").Single().Lines.ToLookup(line => line[0], OldName);
        return Read("CodeSystems/")
            .Select(file =>
            {
                var entries = file.Lines.Select(line => Parse(line, descriptions.GetValueOrDefault(file.Name))).ToList();
                foreach (var old in oldNames[file.Name])
                {
                    entries.Insert(entries.FindIndex(entry => entry.Code == old.ReplacedBy), old);
                }

                return new CodeSystem(file.Name, [.. entries]);
            })
            .ToFrozenDictionary(system => system.Name);
    }

    private static IEnumerable<(string Name, string[][] Lines)> Read(string folder)
    {
        var assembly = typeof(CodeSystem).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (Path.GetFileNameWithoutExtension(resource[folder.Length..]), [.. DatedRows.Fields(reader)]);
        }
    }

    private static CodeEntry Parse(string[] field, ILookup<string, (string Language, CodeText Text)>? descriptions)
    {
        var properties = Properties(field.Length > 7 ? field[7] : "");
        return new CodeEntry(field[0], field[1], field[2], field[3], DatedRows.Day(field[4]), DatedRows.LastDay(field[5]), field[6], properties)
        {
            Descriptions = (descriptions?[field[0]] ?? []).ToFrozenDictionary(told => told.Language, told => told.Text),
        };
    }

    private static CodeEntry OldName(string[] field) =>
        new(field[1], field[3], field[4], field[5], DatedRows.Day(field[6]), DatedRows.LastDay(field[7]), field[8], Properties(field[9]))
        {
            ReplacedBy = field[2],
        };

    private static FrozenSet<string> Properties(string words) => FrozenSet.ToFrozenSet(DatedRows.Words(words));
}
