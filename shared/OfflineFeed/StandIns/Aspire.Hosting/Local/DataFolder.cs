using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Local;

internal sealed record LocalHostOptions(string AppHostDirectory, System.Reflection.Assembly? AppHostAssembly, bool DisableDashboard);

/// <summary>
/// Where servers keep their data, and where started processes are recorded. <c>Data:Folder</c> is this run's, <c>Data:Root</c> is
/// shared by all runs on the machine; both default to one folder per AppHost below the temporary folder.
/// </summary>
internal sealed class DataFolder(IConfiguration configuration)
{
    private static readonly Lock ParametersGate = new();

    public string Path { get; } = Folder(configuration);

    public string Records { get; } = System.IO.Path.Combine(configuration["Data:Root"] ?? Folder(configuration), "children");

    /// <summary>Everything that a server keeps: a named volume stays from run to run; without one, each run begins empty.</summary>
    public string For(IResource resource)
    {
        if (resource.Annotations.OfType<DataVolume>().LastOrDefault() is { } volume)
        {
            return System.IO.Path.Combine(Path, volume.Name);
        }

        var scratch = System.IO.Path.Combine(Path, "scratch", resource.Name);
        if (emptied.Add(resource.Name) && Directory.Exists(scratch))
        {
            Directory.Delete(scratch, recursive: true);
        }

        return scratch;
    }

    /// <summary>The value that was made up for a parameter at its first use.</summary>
    public static string Kept(IConfiguration configuration, string name, Func<string> make)
    {
        lock (ParametersGate)
        {
            var file = System.IO.Path.Combine(Folder(configuration), "parameters.json");
            var kept = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
            if (!kept.TryGetValue(name, out var value))
            {
                kept[name] = value = make();
                WriteSecret(file, JsonSerializer.Serialize(kept));
            }

            return value;
        }
    }

    public static void WriteSecret(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options);
        stream.Write(text);
    }

    private readonly HashSet<string> emptied = [];

    private static string Folder(IConfiguration configuration) =>
        configuration["Data:Folder"]
        ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"aspire-stand-in-{ShortHash(configuration["contentRoot"] ?? AppContext.BaseDirectory)}");

    internal static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}

internal sealed record DataVolume(string Name) : IResourceAnnotation;
