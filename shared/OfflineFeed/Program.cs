// Usage: OfflineFeed <aspire-managed program> <feed folder>
// Writes one .nupkg per entry of packages.json into the feed folder. ./run and ./test call it once per machine.
using System.Text.Json;
using Tyokyky.OfflineFeed;

if (args is not [var program, var feed])
{
    Console.Error.WriteLine("usage: OfflineFeed <path of aspire-managed> <feed folder>");
    return 2;
}

var list = JsonSerializer.Deserialize<PackageEntry[]>(
    File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "packages.json")), JsonSerializerOptions.Web)!;
var bundle = new BundleReader(program);
Directory.CreateDirectory(feed);

foreach (var entry in list)
{
    var package = entry.ToPackage();
    PackageWriter.Write(package, package.Assembly is null ? null : bundle.Read($"{package.Assembly}.dll"), feed);
    Console.WriteLine($"{package.Id} {package.Version}");
}

return 0;

internal sealed record PackageEntry(string Id, string Version, string? Assembly, string? License, Dictionary<string, string>? Dependencies, string[]? FrameworkReferences)
{
    public Package ToPackage() =>
        new(Id, Version, Assembly, "net10.0", License ?? "Apache-2.0", Dependencies ?? [], FrameworkReferences ?? []);
}
