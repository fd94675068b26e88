using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.Records;

/// <summary>The components whose migrations a service runs: records first, then the other shared parts, the service's own last.</summary>
internal sealed partial class MigrationSet
{
    private const string UsualFolder = "Migrations";

    private readonly List<Component> shared = [];
    private Component? service;
    private IReadOnlyList<Migration>? all;

    /// <summary>The service's name.</summary>
    public string Service => service?.Name ?? throw new InvalidOperationException("AddRecords was not called.");

    /// <summary>The restricted role that the service runs as.</summary>
    public string AppRole => Service + "_app";

    public IReadOnlyList<Migration> All => all ??= [.. shared.Append(service!).SelectMany(Read)];

    public static MigrationSet Of(IHostApplicationBuilder builder)
    {
        if (builder.Properties.TryGetValue(typeof(MigrationSet), out var found)) { return (MigrationSet)found; }
        var set = new MigrationSet();
        builder.Properties[typeof(MigrationSet)] = set;
        return set;
    }

    public void Add(string component, Assembly assembly, string folder = UsualFolder)
    {
        // Whatever order a program adds them in: the others stand on records.
        if (component == "records") { shared.Insert(0, new(component, assembly, folder)); } else { shared.Add(new(component, assembly, folder)); }
    }

    public void AddService(string service, Assembly assembly) => this.service = new(service, assembly, UsualFolder);

    private static List<Migration> Read(Component component)
    {
        var found = new List<Migration>();
        foreach (var resource in component.Assembly.GetManifestResourceNames())
        {
            if (FileName().Match(resource) is not { Success: true } match || match.Groups[1].Value != component.Folder) { continue; }
            using var reader = new StreamReader(component.Assembly.GetManifestResourceStream(resource)!);
            found.Add(new Migration(component.Name, match.Groups[2].Value, match.Groups[3].Value, reader.ReadToEnd()));
        }

        // Two that were written at the same time on different branches need no renaming: their names decide.
        found.Sort((one, other) => string.CompareOrdinal($"{one.Time}_{one.Name}", $"{other.Time}_{other.Name}"));
        if (found.CountBy(migration => migration.Name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new InvalidOperationException($"Two migrations of {component.Name} have the name {twice}: by its name a database knows what has run.");
        }

        return found;
    }

    [GeneratedRegex(@"\.(\w*Migrations)\.(\d{8}T\d{4})_([A-Za-z0-9_]+)\.sql$")]
    private static partial Regex FileName();

    private sealed record Component(string Name, Assembly Assembly, string Folder);
}
