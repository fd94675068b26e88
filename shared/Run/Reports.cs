using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Contracts.Operations.V1;

namespace Tyokyky.Run;

/// <summary>Asks metrics for its report once it has counted what the other services have recorded.</summary>
internal sealed class Reports(Suite suite, SandboxHttp sandbox)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<GetDestinationsReportResponse> DestinationsAsync(CancellationToken cancel)
    {
        var heads = await HeadsAsync(cancel);
        using var channel = GrpcChannel.ForAddress(suite.Grpc("metrics"));
        var metrics = new ReportsService.ReportsServiceClient(channel);
        var token = Bearer((await sandbox.TokenAsync("analyst", cancel)).AccessToken);

        var request = new GetDestinationsReportRequest { Population = new Population { Programme = DestinationsTable.Programme } };
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var report = await metrics.GetDestinationsReportAsync(request, token, Deadline.In(TimeSpan.FromSeconds(10)), cancel);
            var behind = heads.Where(head => (report.AsOf.FirstOrDefault(a => a.Source == head.Key)?.Position ?? 0) < head.Value)
                .Select(head => head.Key)
                .ToList();
            if (behind.Count == 0)
            {
                return report;
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                Progress.Say($"metrics has not yet counted every fact of {string.Join(", ", behind)}: see ./run ops metrics status");
                return report;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
        }
    }

    public static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    private async Task<Dictionary<string, long>> HeadsAsync(CancellationToken cancel)
    {
        var token = Bearer((await sandbox.TokenAsync("operator", cancel)).AccessToken);
        var heads = new Dictionary<string, long>();
        foreach (var source in Suite.Sources)
        {
            using var channel = GrpcChannel.ForAddress(suite.Grpc(source));
            var operations = new OperationsService.OperationsServiceClient(channel);
            var status = await operations.GetStatusAsync(new GetStatusRequest(), token, Deadline.In(TimeSpan.FromSeconds(10)), cancel);
            heads[source] = status.Log.HeadPosition + status.Log.UnsequencedCount;
        }

        return heads;
    }
}

/// <summary>The time that a gRPC call may take, as the client library wants it.</summary>
internal static class Deadline
{
    public static DateTime In(TimeSpan patience) => TimeProvider.System.GetUtcNow().UtcDateTime + patience;
}
