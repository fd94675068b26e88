using System.Collections.Frozen;
using System.Globalization;

namespace Tyokyky.Contracts;

/// <summary>One code with its labels and its days of validity.</summary>
public sealed record CodeEntry(
    string Code, string Fi, string Sv, string En, DateOnly ValidFrom, DateOnly? ValidTo, string Source, IReadOnlySet<string> Properties)
{
    /// <summary>True when the code may be used for something that happens on that day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    /// <summary>What it stands for, by language; none where the label says it.</summary>
    public IReadOnlyDictionary<string, CodeText> Descriptions { get; init; } = FrozenDictionary<string, CodeText>.Empty;
}

/// <summary>What a code stands for, in one language.</summary>
public sealed record CodeText(string Signs, string Needs, string Example);

/// <summary>A code system (koodisto): codes that grow or change by law or agreement, as dated data with their source.</summary>
public sealed class CodeSystem
{
    private static readonly FrozenDictionary<string, CodeSystem> all = Load();

    private readonly FrozenDictionary<string, CodeEntry[]> byCode;

    private CodeSystem(string name, CodeEntry[] entries)
    {
        Name = name;
        Entries = entries;
        byCode = entries.GroupBy(entry => entry.Code).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Every code system's name.</summary>
    public static IEnumerable<string> Names => all.Keys.Order(StringComparer.Ordinal);

    /// <summary>The system's name, for instance "referral-reason".</summary>
    public string Name { get; }

    /// <summary>All entries, in display order, also those of other days.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>The code system of that name, or null.</summary>
    public static CodeSystem? Find(string name) => all.GetValueOrDefault(name);

    /// <summary>The code system of a name that the code itself spells.</summary>
    public static CodeSystem Get(string name) => all[name];

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

    private static FrozenDictionary<string, CodeSystem> Load()
    {
        var descriptions = Read("CodeDescriptions/").ToDictionary(
            file => file.Name,
            file => file.Lines.ToLookup(line => line[0], line => (Language: line[1], Text: new CodeText(line[2], line[3], line[4]))));
        return Read("CodeSystems/")
            .Select(file => new CodeSystem(file.Name, [.. file.Lines.Select(line => Parse(line, descriptions.GetValueOrDefault(file.Name)))]))
            .ToFrozenDictionary(system => system.Name);
    }

    private static IEnumerable<(string Name, string[][] Lines)> Read(string folder)
    {
        var assembly = typeof(CodeSystem).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(';'));
            yield return (Path.GetFileNameWithoutExtension(resource[folder.Length..]), [.. lines]);
        }
    }

    private static CodeEntry Parse(string[] field, ILookup<string, (string Language, CodeText Text)>? descriptions)
    {
        DateOnly? validTo = field[5].Length == 0 ? null : Day(field[5]);
        var properties = FrozenSet.ToFrozenSet(field.Length > 7 ? field[7].Split(' ', StringSplitOptions.RemoveEmptyEntries) : []);
        return new CodeEntry(field[0], field[1], field[2], field[3], Day(field[4]), validTo, field[6], properties)
        {
            Descriptions = (descriptions?[field[0]] ?? []).ToFrozenDictionary(told => told.Language, told => told.Text),
        };
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
