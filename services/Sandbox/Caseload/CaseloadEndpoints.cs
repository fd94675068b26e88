using System.Globalization;
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
        app.MapGet("/caseload", (string? seed, string? coached) => Plan(seed, coached, plan => Results.Json(new
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
        app.MapPost("/load", (string? seed, string? coached, CaseloadLoader loader, ILogger<CaseloadLoader> logger, HttpContext context) =>
            Plan(seed, coached, plan => Results.Stream(body => LoadAsync(loader, plan, body, logger, context.RequestAborted), "text/plain; charset=utf-8")));
    }

    private static IResult Plan(string? seed, string? coached, Func<CaseloadPlan, IResult> answer) =>
        Number(seed, CaseloadGenerator.PublishedSeed) is not { } drawn ? Refused("invalid_seed", $"seed is a whole number up to {int.MaxValue}.")
        : Number(coached, Destinations.Published.Coached) is not ({ } size and >= 1 and <= MostCoached)
            ? Refused("invalid_size", $"coached is a whole number, 1 to {MostCoached}.")
        : answer(CaseloadGenerator.Draw(drawn, size));

    private static int? Number(string? given, int otherwise) =>
        string.IsNullOrEmpty(given) ? otherwise
        : int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Refused(string error, string description) =>
        Results.Json(new { error, error_description = description }, statusCode: StatusCodes.Status400BadRequest);

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
