using System.Diagnostics;
using Google.Protobuf;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.FaultTests.Checks;
using Tyokyky.FaultTests.Injection;
using Tyokyky.FaultTests.Load;
using Tyokyky.FaultTests.Rig;
using Tyokyky.TestKit;

namespace Tyokyky.FaultTests;

/// <summary>The faults under load, once for all tests here: what was broken, what was told, and what was found afterwards.</summary>
public sealed class FaultRun : IAsyncLifetime
{
    private const int Target = 100;
    private const int CallersAtOnce = 10;

    /// <summary>Projections of which these journeys tell nothing, in any service or in one.</summary>
    private static readonly string[] untouched = ["clients", "metrics/contacts", "referrals/result-places", "coaching/referrals"];

    /// <summary>Twice what the faults took on the slowest machine; a run that reaches it has failed.</summary>
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(15);

    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("TYOKYKY_FAULT_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);

    internal Suite Suite { get; private set; } = null!;

    internal FaultLog Faults { get; } = new();

    internal Ledger Ledger { get; } = new();

    internal Callers Callers { get; private set; } = null!;

    /// <summary>The journeys and the acknowledged writes of the run, without those of later tests.</summary>
    internal IReadOnlyCollection<Journey> Journeys { get; private set; } = [];

    /// <inheritdoc cref="Journeys"/>
    internal IReadOnlyCollection<Write> Writes { get; private set; } = [];

    internal Snapshot Found { get; private set; } = null!;

    /// <summary>Acknowledged writes whose repetition was answered otherwise.</summary>
    internal IReadOnlyCollection<string> OtherAnswers { get; private set; } = [];

    /// <summary>Projections that do not equal their rebuild.</summary>
    internal IReadOnlyCollection<string> OtherProjections { get; private set; } = [];

    /// <summary>What the run came to, for the reader of its output.</summary>
    internal string Report { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Suite = await Suite.StartAsync();
        using var late = new CancellationTokenSource(limit);
        Callers = new Callers(Suite, Ledger);

        var clock = Stopwatch.StartNew();
        var breaking = new Injector(Suite, Faults, seed, Target).RunAsync(late.Token);
        var load = Callers.RunAsync(CallersAtOnce, () => !breaking.IsCompleted, late.Token);
        try
        {
            await breaking;
            var broken = clock.Elapsed;
            await load;
            await Eventually.Holds(() => Snapshot.IsAtRestAsync(Suite), "everything is published and taken", seconds: 45);
            var rest = clock.Elapsed;

            (Journeys, Writes) = ([.. Callers.Journeys], [.. Ledger.Writes]);
            Found = await Snapshot.TakeAsync(Suite);
            OtherAnswers = await RepeatAsync();
            OtherProjections = await VerifyAsync();
            Report = $"""
                {Faults.Count} faults in {broken.TotalSeconds:F0} s (seed {seed}), at rest {(rest - broken).TotalSeconds:F0} s later; {Writes.Count} acknowledged writes, {Writes.Count(write => write.IsRepeated)} of them after an unknown outcome, {Found.Log.Count} facts
                {Faults}
                """;
            Console.WriteLine(Report);
        }
        catch (Exception failure)
        {
            await late.CancelAsync();
            throw new InvalidOperationException($"Seed {seed}, {clock.Elapsed.TotalSeconds:F0} s, {Faults.Count} faults, {Ledger.Writes.Count} writes.\n{Faults}\nMissing: {string.Join(", ", Faults.Missing)}\n{string.Join('\n', Ledger.Surprises.Take(5))}", failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Suite?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The first answer, byte for byte.
    private async Task<IReadOnlyCollection<string>> RepeatAsync()
    {
        var others = new List<string>();
        foreach (var write in Writes)
        {
            var again = await write.RepeatAsync();
            if (!again.ToByteArray().AsSpan().SequenceEqual(write.Answer.ToByteArray()))
            {
                others.Add($"{write.Rpc} of {write.ClientId}");
            }
        }

        return others;
    }

    private async Task<IReadOnlyCollection<string>> VerifyAsync()
    {
        var others = new List<string>();
        foreach (var service in Suite.Services)
        {
            foreach (var projection in (await Suite.StatusAsync(service)).Projections)
            {
                VerifyProjectionResponse verified;
                do
                {
                    verified = await Suite.Operations(service).VerifyProjectionAsync(new VerifyProjectionRequest { Projection = projection.Name }, Suite.As("operator", seconds: 30));
                }
                while (!verified.Done);

                var isUntouched = untouched.Contains(projection.Name) || untouched.Contains($"{service}/{projection.Name}");
                if (!verified.Equal || (!isUntouched && verified.RebuiltRows == 0))
                {
                    others.Add($"{service}'s {projection.Name}: {verified}");
                }
            }
        }

        return others;
    }
}
