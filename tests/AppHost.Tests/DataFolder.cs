using System.Diagnostics;

namespace Tyokyky.AppHostTests;

/// <summary>A data folder of the test's own, and what eng/prepare.sh does with it before ./run starts the suite.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    // Not in a home, where PostgreSQL's own user could not enter.
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine("/var/tmp", $"tyokyky-apphost-{Guid.NewGuid():n}"[..30])).FullName;

    public static string Repository { get; } = Find();

    /// <summary>A function of eng/prepare.sh on this folder; its exit code and words.</summary>
    public async Task<(int Code, string Said)> PrepareAsync(string command)
    {
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-c", $"source eng/prepare.sh; {command}", "bash", Path }, WorkingDirectory = Repository, RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var said = await Task.WhenAll(shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        return (shell.ExitCode, string.Concat(said));
    }

    /// <summary>Every process that the suite started for this folder and that still lives.</summary>
    public async Task<IReadOnlyList<int>> ProcessesAsync() =>
        [.. (await PrepareAsync("owned_by \"$1\"")).Said.Split(' ', '\n').Where(word => word.Length > 0).Select(int.Parse)];

    public string Log(string resource) => File.Exists(LogFile(resource)) ? File.ReadAllText(LogFile(resource)) : "";

    public async ValueTask DisposeAsync()
    {
        await PrepareAsync("end_processes \"$1\"");
        Directory.Delete(Path, recursive: true);
    }

    private string LogFile(string resource) => System.IO.Path.Combine(Path, "logs", $"{resource}.log");

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Tyokyky.sln"))) { folder = System.IO.Path.GetDirectoryName(folder)!; }
        return folder;
    }
}
