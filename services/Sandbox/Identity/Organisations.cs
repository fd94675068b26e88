using System.Text.Json;

namespace Tyokyky.Sandbox.Identity;

/// <summary>A synthetic organisation. <paramref name="Id"/> is a Y-tunnus with a valid check digit.</summary>
internal sealed record Organisation(string Id, string Key, string Name, string Kind, string Register, IReadOnlyList<string> Services);

/// <summary>The synthetic organisations of Organisations.json, by their keys.</summary>
internal sealed class Organisations
{
    public Organisations() => All = Resource.Read<Organisation>("Organisations.json");

    public IReadOnlyList<Organisation> All { get; }

    public Organisation this[string key] => All.First(organisation => organisation.Key == key);

    public Organisation ById(string id) => All.First(organisation => organisation.Id == id);
}

/// <summary>The lists that are built into the program.</summary>
internal static class Resource
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<T> Read<T>(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream($"Tyokyky.Sandbox.{name}")!;
        return JsonSerializer.Deserialize<List<T>>(stream, Web)!;
    }
}
