using System.IO.Compression;
using System.Xml.Linq;

namespace Tyokyky.OfflineFeed;

/// <summary>One genuine package, repacked: the assembly as Microsoft's program carries it, under its own id and version.</summary>
internal sealed record Package(string Id, string Version, string? Assembly, string Framework, string License, Dictionary<string, string> Dependencies, string[] FrameworkReferences);

internal static class PackageWriter
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest a zip entry can have

    public static void Write(Package package, byte[]? assembly, string folder)
    {
        var file = Path.Combine(folder, $"{package.Id.ToLowerInvariant()}.{package.Version}.nupkg");
        using var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create);

        Add(zip, $"{package.Id}.nuspec", stream => Nuspec(package).Save(stream));
        if (assembly is null)
        {
            Add(zip, $"lib/{package.Framework}/_._", _ => { });
        }
        else
        {
            Add(zip, $"lib/{package.Framework}/{package.Assembly}.dll", stream => stream.Write(assembly));
        }
    }

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        write(stream);
    }

    private static XDocument Nuspec(Package package)
    {
        XNamespace ns = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
        var group = new XElement(ns + "group", new XAttribute("targetFramework", package.Framework),
            package.Dependencies.Select(d => new XElement(ns + "dependency", new XAttribute("id", d.Key), new XAttribute("version", d.Value))));
        var frameworks = new XElement(ns + "group", new XAttribute("targetFramework", package.Framework),
            package.FrameworkReferences.Select(f => new XElement(ns + "frameworkReference", new XAttribute("name", f))));

        return new XDocument(new XElement(ns + "package", new XElement(ns + "metadata",
            new XElement(ns + "id", package.Id),
            new XElement(ns + "version", package.Version),
            new XElement(ns + "authors", "Tyokyky (repacked)"),
            new XElement(ns + "description", $"{package.Id} {package.Version}: the genuine assembly, taken from @microsoft/aspire-cli and repacked for a closed package feed."),
            new XElement(ns + "license", new XAttribute("type", "expression"), package.License),
            new XElement(ns + "dependencies", group),
            package.FrameworkReferences.Length > 0 ? new XElement(ns + "frameworkReferences", frameworks) : null)));
    }
}
