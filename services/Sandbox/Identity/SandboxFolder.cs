using System.Text;

namespace Tyokyky.Sandbox.Identity;

/// <summary>The folder of this installation's own secrets; its files are readable by their owner alone.</summary>
internal sealed class SandboxFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;

    public SandboxFolder(IConfiguration configuration)
    {
        path = configuration["Sandbox:DataFolder"] is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : throw new InvalidOperationException("Sandbox:DataFolder is missing: the folder where the Sandbox keeps its keys.");
        Directory.CreateDirectory(path);
    }

    /// <summary>The file's text; made by <paramref name="create"/> when there is none yet.</summary>
    public string ReadOrCreate(string name, Func<string> create)
    {
        var file = Path.Combine(path, name);
        if (!File.Exists(file))
        {
            Write(name, create(), overwrite: false);
        }

        // Whoever wrote it: of two processes that start together, the first one's keys count.
        return File.ReadAllText(file);
    }

    public string? Read(string name)
    {
        var file = Path.Combine(path, name);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>Removes the files whose names begin so.</summary>
    public void Remove(string beginning)
    {
        foreach (var file in Directory.EnumerateFiles(path, $"{beginning}*"))
        {
            File.Delete(file);
        }
    }

    public void Write(string name, string text) => Write(name, text, overwrite: true);

    private void Write(string name, string text, bool overwrite)
    {
        // A file appears whole or not at all.
        var temporary = Path.Combine(path, $".{name}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(temporary, new UTF8Encoding(false), options))
        {
            writer.Write(text);
        }

        try
        {
            File.Move(temporary, Path.Combine(path, name), overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(Path.Combine(path, name)))
        {
            File.Delete(temporary);
        }
    }
}
