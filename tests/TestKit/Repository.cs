using System.Reflection;

namespace Tyokyky.TestKit;

/// <summary>The checkout that these tests were built from, as files.</summary>
public static class Repository
{
    private static readonly string[] Skipped = [".git", ".tyokyky", "node_modules", "bin", "obj"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths of all files with one of these endings, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files(params string[] endings) =>
        [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f)).Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tyokyky.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("Tyokyky.sln is in no folder above the tests.");
    }
}
