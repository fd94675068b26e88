using System.Diagnostics;

namespace Tyokyky.TestKit;

/// <summary>A program that ends with this process, whatever happens to it.</summary>
public static class OwnedProcess
{
    /// <summary>Starts it, under <paramref name="user"/> when this process is root's; <paramref name="signal"/> is what it gets when this process is gone.</summary>
    public static Process Start(ProcessStartInfo info, string? user = null, string signal = "KILL", Action<string>? line = null)
    {
        string[] identity = user is not null && Environment.UserName == "root" ? [$"--reuid={user}", $"--regid={user}", "--init-groups"] : [];
        string[] command = [.. identity, "--pdeathsig", signal, info.FileName, .. info.ArgumentList];
        info.FileName = "setpriv";
        info.ArgumentList.Clear();
        foreach (var argument in command) { info.ArgumentList.Add(argument); }
        (info.RedirectStandardOutput, info.RedirectStandardError) = (true, true);
        if (info.WorkingDirectory.Length == 0) { info.WorkingDirectory = "/"; }

        // The signal comes when the thread that started it ends: hence a thread of its own.
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                var process = Process.Start(info)!;
                process.OutputDataReceived += (_, data) => Tell(data.Data);
                process.ErrorDataReceived += (_, data) => Tell(data.Data);
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                started.SetResult(process);
                process.WaitForExit();
            }
            catch (Exception failure) when (!started.Task.IsCompleted)
            {
                started.SetException(failure);
            }
        })
        { IsBackground = true, Name = command[^1] }.Start();
        return started.Task.GetAwaiter().GetResult();

        void Tell(string? text)
        {
            if (text is not null) { line?.Invoke(text); }
        }
    }
}
