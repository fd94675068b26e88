// The part of ./run after the build: starts the AppHost, waits until the suite is ready, shows it, and ends what it started.
// ./run prepares the machine and names the data folder (TYOKYKY_DATA).
using System.Runtime.InteropServices;
using Grpc.Core;
using Tyokyky.Run;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

try
{
    var arguments = Arguments.Parse(args);
    var dataFolder = Environment.GetEnvironmentVariable("TYOKYKY_DATA") is { Length: > 0 } folder
        ? folder
        : throw new UsageException("TYOKYKY_DATA is missing; start this through ./run.");
    var suite = Suite.Known(arguments.PortBase, dataFolder);

    return arguments.Operation is { } operation
        ? await Operations.RunAsync(suite, operation, stop.Token)
        : await Start.RunAsync(suite, arguments, Directory.GetCurrentDirectory(), stop.Token);
}
catch (UsageException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return 2;
}
catch (RpcException refusal)
{
    Console.Error.WriteLine(Refusal.Describe(refusal));
    return 1;
}
catch (ServiceSilent silence)
{
    Console.Error.WriteLine(silence.Message);
    return 1;
}
catch (HttpRequestException failure)
{
    Console.Error.WriteLine($"The suite does not answer: {failure.Message}. Start it with ./run, or say which one is meant (--port-base, TYOKYKY_DATA).");
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // we end by ourselves, after the AppHost
    stop.Cancel();
}
