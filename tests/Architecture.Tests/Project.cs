using System.Reflection;
using System.Xml.Linq;
using Tyokyky.TestKit;

namespace Tyokyky.Architecture.Tests;

/// <summary>One project of the suite: its file, what it references, and its assembly.</summary>
internal sealed record Project(string Path, string Name, IReadOnlyList<string> Projects, IReadOnlyList<(string Id, string? Version)> Packages)
{
    /// <summary>Projects that ship: shared parts and services, without what builds and starts them.</summary>
    public static IReadOnlyList<Project> Shipped { get; } =
        [.. All().Where(p => p.Path.StartsWith("shared/", StringComparison.Ordinal) || p.IsService).Where(p => p.Name is not ("Run" or "Generators"))];

    public bool IsService => Path.StartsWith("services/", StringComparison.Ordinal);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public Assembly Assembly => Assembly.LoadFrom(System.IO.Path.Combine(AppContext.BaseDirectory, $"{Name}.dll"));

    public static IEnumerable<Project> All() =>
        Repository.Files(".csproj").Select(Read);

    private static Project Read(string path)
    {
        var xml = XDocument.Parse(Repository.Read(path));
        var projects = Items(xml, "ProjectReference").Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        var packages = Items(xml, "PackageReference").Select(r => (r.Attribute("Include")!.Value, r.Attribute("Version")?.Value ?? r.Attribute("VersionOverride")?.Value));
        return new Project(path, System.IO.Path.GetFileNameWithoutExtension(path), [.. projects], [.. packages]);
    }

    private static IEnumerable<XElement> Items(XDocument xml, string name) => xml.Descendants(name).Where(r => r.Attribute("Include") is not null);
}
