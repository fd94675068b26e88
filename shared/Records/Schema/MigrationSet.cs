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
            found.Add(new Migration(component.Name, int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups[3].Value, reader.ReadToEnd()));
        }

        found.Sort((one, other) => one.Number.CompareTo(other.Number));
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Number != i + 1) { throw new InvalidOperationException($"The migrations of {component.Name} are not numbered 1, 2, 3 … (expected {i + 1}, found {found[i].Number})."); }
        }

        return found;
    }

    [GeneratedRegex(@"\.(\w*Migrations)\.(\d{4})_([A-Za-z0-9_]+)\.sql$")]
    private static partial Regex FileName();

    private sealed record Component(string Name, Assembly Assembly, string Folder);
}
