using System.Xml;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Sandbox.Suite;

namespace Tyokyky.Sandbox.Clock;

/// <summary>How one service's business clock stands, or why it did not say.</summary>
internal sealed record ClockReading(string Service, DateTimeOffset? Now, TimeSpan? Offset, string? Error = null);

/// <summary>How far to move: by a period (ISO 8601, for instance P3D), or to an instant.</summary>
internal sealed record MoveClock(string? Forward, DateTimeOffset? AdvanceTo);

/// <summary>The business clock of the whole suite: read, and moved forward in every service alike.</summary>
internal sealed class SuiteClock(SuiteChannels channels, SuiteCalls calls, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    public void Dispose() => one.Dispose();

    public async Task<ClockReading[]> ReadAsync(CancellationToken cancel) =>
        await Task.WhenAll(channels.Known.Select(service => AskAsync(service, async client =>
        {
            var answer = await client.GetBusinessClockAsync(new GetBusinessClockRequest(), await calls.AsSandboxAsync(cancel));
            return new ClockReading(service, answer.Now.ToDateTimeOffset(), answer.Offset.ToTimeSpan());
        })));

    /// <summary>
    /// Sets the same offset everywhere, counted from the service that is furthest ahead; so a move that reached only some of the services
    /// is mended by the next one.
    /// </summary>
    public async Task<ClockReading[]> MoveAsync(MoveClock move, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            var readings = await ReadAsync(cancel);
            if (readings.FirstOrDefault(reading => reading.Error is not null) is { } silent)
            {
                throw new SuiteException($"Nothing was moved: {silent.Service} does not tell its clock ({silent.Error}).");
            }

            var present = readings.Max(reading => reading.Offset!.Value);
            var offset = Target(move, present);
            return offset < present
                ? throw new ArgumentException($"The business clock goes only forward; it is {time.GetUtcNow() + present:O}.")
                : await Task.WhenAll(readings.Select(reading => AskAsync(reading.Service, async client =>
                {
                    var request = new MoveBusinessClockRequest { Offset = Duration.FromTimeSpan(offset) };
                    var answer = await client.MoveBusinessClockAsync(request, await calls.AsSandboxAsync(cancel));
                    return new ClockReading(reading.Service, answer.Now.ToDateTimeOffset(), answer.Offset.ToTimeSpan());
                })));
        }
        finally
        {
            one.Release();
        }
    }

    private TimeSpan Target(MoveClock move, TimeSpan present)
    {
        if ((move.Forward is null) == (move.AdvanceTo is null))
        {
            throw new ArgumentException("Give either forward (a period, for instance \"P3D\") or advanceTo (an instant).");
        }

        if (move.AdvanceTo is { } instant)
        {
            return instant - time.GetUtcNow();
        }

        try
        {
            return present + XmlConvert.ToTimeSpan(move.Forward!);
        }
        catch (Exception mistake) when (mistake is FormatException or OverflowException)
        {
            throw new ArgumentException($"{move.Forward} is no ISO 8601 period; for instance P3D, PT36H.", mistake);
        }
    }

    private async Task<ClockReading> AskAsync(string service, Func<BusinessClockService.BusinessClockServiceClient, Task<ClockReading>> ask)
    {
        try
        {
            return await ask(new BusinessClockService.BusinessClockServiceClient(channels.To(service)));
        }
        catch (RpcException refusal)
        {
            return new ClockReading(service, null, null, $"{refusal.StatusCode} {SuiteCalls.Reason(refusal)}".TrimEnd());
        }
    }
}

/// <summary><c>/clock</c>.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this WebApplication app)
    {
        app.MapGet("/clock", async (SuiteClock clock, CancellationToken cancel) => Answer(await clock.ReadAsync(cancel)));
        app.MapPost("/clock", async (MoveClock move, SuiteClock clock, CancellationToken cancel) =>
        {
            try
            {
                return Answer(await clock.MoveAsync(move, cancel));
            }
            catch (ArgumentException mistake)
            {
                return Results.Json(new { error = "invalid_move", error_description = mistake.Message }, statusCode: StatusCodes.Status400BadRequest);
            }
            catch (SuiteException trouble)
            {
                return Results.Json(
                    new { error = "suite_unavailable", error_description = trouble.Message }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    private static IResult Answer(ClockReading[] readings)
    {
        var told = readings.Where(reading => reading.Offset is not null).ToArray();
        var body = new
        {
            now = told.Select(reading => reading.Now).Max(),
            offset = told.Length == 0 ? null : XmlConvert.ToString(told.Max(reading => reading.Offset!.Value)),
            services = readings.Select(reading => new
            {
                service = reading.Service,
                now = reading.Now,
                offset = reading.Offset is { } offset ? XmlConvert.ToString(offset) : null,
                error = reading.Error,
            }),
        };
        return Results.Json(body, statusCode: told.Length == readings.Length ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway);
    }
}
