using System.Globalization;
using System.Text.Json;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>One thing wrong with a document of PTV.</summary>
internal sealed record PtvProblem(string Field, string Reason, string Description);

/// <summary>An object inside a document, with the path by which problems name it.</summary>
internal readonly record struct PtvObject(JsonElement Json, string Path)
{
    public string Field(string name) => Path + name;
}

/// <summary>Reads one document of PTV and gathers what is wrong with it. What is absent or null is not told.</summary>
internal sealed class PtvReading(JsonElement json)
{
    public PtvObject Root { get; } = new(json, "");

    public List<PtvProblem> Errors { get; } = [];

    public List<PtvProblem> Warnings { get; } = [];

    public void Refuse(string field, string reason, string whatWouldBeRight) => Errors.Add(new PtvProblem(field, reason, whatWouldBeRight));

    public void Warn(string field, string reason, string whatWouldBeRight) => Warnings.Add(new PtvProblem(field, reason, whatWouldBeRight));

    public string Text(PtvObject from, string name, int max = int.MaxValue)
    {
        if (Value(from, name) is not { } value)
        {
            return "";
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(from.Field(name), "VALUE_WRONG_KIND", "a text");
            return "";
        }

        if (TextOf(value, from.Field(name), isOneLine: max <= 200) is not { } text) { return ""; }
        if (text.Length > max && text.EnumerateRunes().Count() > max)
        {
            Refuse(from.Field(name), "TEXT_TOO_LONG", string.Create(CultureInfo.InvariantCulture, $"at most {max} characters"));
        }

        return text;
    }

    // It comes past the edge where a request's own texts are spelt; and JSON can write half of a character.
    private string? TextOf(JsonElement value, string field, bool isOneLine)
    {
        try
        {
            if (ServiceDefaults.Spelling.TrySpell(value.GetString()!, isOneLine, isUuid: false, out var text)) { return text; }
        }
        catch (InvalidOperationException)
        {
            // What follows says it.
        }

        Refuse(field, "TEXT_INVALID", "a text without control characters");
        return null;
    }

    public Guid? Id(PtvObject from, string name, bool required = false)
    {
        var text = Text(from, name);
        if (text.Length == 0)
        {
            if (required) { Refuse(from.Field(name), "FIELD_REQUIRED", "the id in PTV"); }
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id)) { return id; }
        Refuse(from.Field(name), "UUID_INVALID", "a UUID");
        return null;
    }

    /// <summary>The calendar day of an instant; PTV writes them in UTC.</summary>
    public DateOnly? Day(PtvObject from, string name)
    {
        var text = Text(from, name);
        if (text.Length == 0) { return null; }
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is >= 1900 and <= 2999)
        {
            return ServiceDefaults.FinnishTime.DayOf(at);
        }

        Refuse(from.Field(name), "VALUE_WRONG_KIND", "an instant such as 2026-03-02T08:00:00Z");
        return null;
    }

    public bool Flag(PtvObject from, string name)
    {
        if (Value(from, name) is { } value && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse(from.Field(name), "VALUE_WRONG_KIND", "true or false");
        }

        return Value(from, name) is { ValueKind: JsonValueKind.True };
    }

    /// <summary>One of PTV's words, as ours; the default when nothing is told.</summary>
    public T Choice<T>(PtvObject from, string name, IReadOnlyDictionary<string, T> known)
        where T : struct
    {
        var text = Text(from, name);
        if (text.Length == 0 || known.TryGetValue(text, out var found)) { return text.Length == 0 ? default : known[text]; }
        Refuse(from.Field(name), "VALUE_UNKNOWN", "one of " + string.Join(", ", known.Keys));
        return default;
    }

    public PtvObject? Object(PtvObject from, string name)
    {
        if (Value(from, name) is not { } value) { return null; }
        if (value.ValueKind == JsonValueKind.Object) { return new PtvObject(value, from.Field(name) + "."); }
        Refuse(from.Field(name), "VALUE_WRONG_KIND", "an object");
        return null;
    }

    public IReadOnlyList<PtvObject> Objects(PtvObject from, string name, int most)
    {
        var found = new List<PtvObject>();
        foreach (var (value, path) in Array(from, name, most))
        {
            if (value.ValueKind == JsonValueKind.Object) { found.Add(new PtvObject(value, path + ".")); }
            else { Refuse(path, "VALUE_WRONG_KIND", "an object"); }
        }

        return found;
    }

    public IReadOnlyList<(string Text, string Path)> Words(PtvObject from, string name, int most)
    {
        var found = new List<(string, string)>();
        foreach (var (value, path) in Array(from, name, most))
        {
            if (value.ValueKind != JsonValueKind.String) { Refuse(path, "VALUE_WRONG_KIND", "a text"); }
            else if (TextOf(value, path, isOneLine: true) is { } text) { found.Add((text, path)); }
        }

        return found;
    }

    /// <summary>A list of texts by language, of one type where they have types.</summary>
    public Texts Texts(PtvObject from, string name, int max, string? type = null)
    {
        var texts = Common.Texts.None;
        foreach (var item in Objects(from, name, most: 100))
        {
            if (type is not null && Text(item, "type") != type) { continue; }
            var value = Text(item, "value", max);
            texts = Text(item, "language") switch
            {
                "fi" => texts with { Fi = value },
                "sv" => texts with { Sv = value },
                "en" => texts with { En = value },
                "se" => texts with { Se = value },
                _ => Unkept(item, texts),
            };
        }

        return texts;
    }

    private Texts Unkept(PtvObject item, Texts texts)
    {
        Warn(item.Field("language"), "LANGUAGE_NOT_KEPT", "fi, sv, en or se");
        return texts;
    }

    private List<(JsonElement Value, string Path)> Array(PtvObject from, string name, int most)
    {
        if (Value(from, name) is not { } value) { return []; }
        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse(from.Field(name), "VALUE_WRONG_KIND", "a list");
            return [];
        }

        if (value.GetArrayLength() > most) { Refuse(from.Field(name), "TOO_MANY_VALUES", string.Create(CultureInfo.InvariantCulture, $"at most {most}")); }
        return [.. value.EnumerateArray().Take(most).Select((each, i) => (each, string.Create(CultureInfo.InvariantCulture, $"{from.Field(name)}[{i}]")))];
    }

    private static JsonElement? Value(PtvObject from, string name) =>
        from.Json.ValueKind == JsonValueKind.Object
            && from.Json.TryGetProperty(name, out var value)
            && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;
}
