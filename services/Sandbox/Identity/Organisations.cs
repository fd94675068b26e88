using System.Text.Json;

namespace Tyokyky.Sandbox.Identity;

/// <summary>A synthetic organisation. <paramref name="Id"/> is a Y-tunnus with a valid check digit.</summary>
internal sealed record Organisation(string Id, string Key, string Name, string Kind, string Register, IReadOnlyList<string> Services)
{
    public IReadOnlyList<ExampleUnit> Units { get; init; } = [];

    public IReadOnlyList<ExampleArea> Areas { get; init; } = [];
}

/// <summary>A unit of a synthetic organisation, by its name.</summary>
internal sealed record ExampleUnit(string Name, string Municipality, IReadOnlyList<string> Services);

/// <summary>What a synthetic organisation, or its unit of that name, answers for.</summary>
internal sealed record ExampleArea(IReadOnlyList<string> Municipalities, IReadOnlyList<string> Services, string Basis, string? Unit = null);

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
