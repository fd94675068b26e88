using System.Threading.Channels;
using Grpc.Core;
using Tyokyky.Sandbox.Suite;

namespace Tyokyky.Sandbox.Caseload;

/// <summary><c>POST /load</c> makes a caseload and tells its progress line by line; <c>GET /caseload</c> tells what it will come to.</summary>
internal static class CaseloadEndpoints
{
    private const int MostCoached = 2000;

    public static void MapCaseload(this WebApplication app)
    {
        app.MapGet("/caseload", (int? seed, int? coached) => Plan(seed, coached, plan => Results.Json(new
        {
            programme = plan.Programme,
            persons = plan.Persons.Count,
            coached = plan.Destinations.Coached,
            employed = plan.Destinations.Employed,
            relations = plan.Destinations.Relations,
            destinations = plan.Destinations.Rows.Select(row =>
                new { destination = row.Destination.ToString(), subsidised = row.Subsidised, relations = row.Relations }),
            work_trials = plan.Destinations.WorkTrials,
            studies = plan.Destinations.Studies,
        })));
        app.MapPost("/load", (int? seed, int? coached, CaseloadLoader loader, ILogger<CaseloadLoader> logger, HttpContext context) =>
            Plan(seed, coached, plan => Results.Stream(body => LoadAsync(loader, plan, body, logger, context.RequestAborted), "text/plain; charset=utf-8")));
    }

    private static IResult Plan(int? seed, int? coached, Func<CaseloadPlan, IResult> answer) => coached is < 1 or > MostCoached
        ? Results.Json(new { error = "invalid_size", error_description = $"coached is 1 to {MostCoached}." }, statusCode: StatusCodes.Status400BadRequest)
        : answer(CaseloadGenerator.Draw(seed ?? CaseloadGenerator.PublishedSeed, coached ?? Destinations.Published.Coached));

    /// <summary>
    /// The status line is out before the work begins, so the last line tells how it ended: "done: …" or "failed: …". When nobody listens any
    /// more, it stops: what is done is done, and loading again goes on from there.
    /// </summary>
    private static async Task LoadAsync(CaseloadLoader loader, CaseloadPlan plan, Stream body, ILogger logger, CancellationToken gone)
    {
        var lines = Channel.CreateUnbounded<string>();
        var loading = RunAsync();
        await using var writer = new StreamWriter(body, leaveOpen: true);
        await foreach (var line in lines.Reader.ReadAllAsync(CancellationToken.None))
        {
            // A response that has been broken off takes these in silence.
            await writer.WriteLineAsync(line);
            await writer.FlushAsync(CancellationToken.None);
        }

        await loading;

        async Task RunAsync()
        {
            try
            {
                await loader.LoadAsync(plan, line => lines.Writer.TryWrite(line), gone);
            }
            catch (SuiteException trouble)
            {
                lines.Writer.TryWrite($"failed: {trouble.Message}");
            }
            catch (Exception stopped) when (gone.IsCancellationRequested && stopped is OperationCanceledException or RpcException)
            {
                lines.Writer.TryWrite("failed: stopped before the end; loading again goes on from there");
            }
            catch (Exception mistake)
            {
                Log.LoadFailed(logger, mistake);
                lines.Writer.TryWrite("failed: a mistake in the loader; the Sandbox's log tells more");
            }
            finally
            {
                lines.Writer.Complete();
            }
        }
    }
}
