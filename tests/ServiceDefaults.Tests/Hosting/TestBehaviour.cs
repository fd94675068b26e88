using Grpc.Core;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

/// <summary>Every way in which a handler can fail, by name.</summary>
internal sealed class TestBehaviour : IExceptionTranslator, IRefusalLog
{
    private int conflicts;

    public Call? LastWait { get; set; }

    /// <summary>A stream was ended, whoever ended it.</summary>
    public volatile bool WatchHasEnded;

    public List<(string Subject, string Rpc, string Reason, string? ClientId, string? ActingUser)> Refused { get; } = [];

    public bool RefusalLogIsDown { get; set; }

    public int Attempts => conflicts;

    public Task<EchoResponse> FailAsync(string how, Call call) => how switch
    {
        "shape" => Shape(),
        "state" => throw new DomainException(ErrorKind.FailedPrecondition, "ALREADY_DECIDED", "The task is decided.", ("state", "accepted"))
        {
            Preconditions = [new Precondition("STATE", "task", "should be requested")],
            Localized = new LocalizedText("Tehtävä on jo ratkaistu.", "Uppgiften är redan avgjord.", "The task is already decided."),
        },
        "missing" => throw new DomainException(ErrorKind.NotFound, "THING_UNKNOWN", "No such thing."),
        "exists" => throw new DomainException(ErrorKind.AlreadyExists, "REQUEST_ID_REUSED", "Another request has that id."),
        "stale" => throw new DomainException(ErrorKind.Aborted, "ETAG_STALE", "Changed meanwhile."),
        "exhausted" => throw new DomainException(ErrorKind.ResourceExhausted, "QUOTA", "Too much.") { RetryAfter = TimeSpan.FromSeconds(3) },
        "bug" => throw new InvalidOperationException("secret detail"),
        "null" => Task.FromResult<EchoResponse>(null!),
        "database" => throw new DatabaseGone(),
        "timeout" => throw new TimeoutException("secret detail"),
        "other service down" => throw new RpcException(new Status(StatusCode.Unavailable, "secret detail")),
        "other service broken" => throw new RpcException(new Status(StatusCode.Internal, "secret detail")),
        "stray cancellation" => throw new OperationCanceledException("secret detail"),
        "conflict twice" => Conflict(call, 2),
        "conflict for ever" => Conflict(call, int.MaxValue),
        "stored garbage" => Task.FromResult(EchoResponse.Parser.ParseFrom([0xFF, 0xFF])),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    public Exception? Translate(Exception exception) => exception switch
    {
        DatabaseGone => new DomainException(ErrorKind.Unavailable, "DATABASE_UNAVAILABLE", "The database does not answer.") { RetryAfter = TimeSpan.FromSeconds(1) },
        SerializationFailed => new RetryableConflict("40001", exception),
        _ => null,
    };

    public Task RefusedAsync(Call call, string reason, CancellationToken cancel)
    {
        if (RefusalLogIsDown)
        {
            throw new DatabaseGone();
        }

        lock (Refused)
        {
            Refused.Add((call.Caller.Subject, call.Rpc, reason, call.ClientId, call.ActingUser));
        }

        return Task.CompletedTask;
    }

    private static Task<EchoResponse> Shape()
    {
        Check.Shape(check => check
            .Uuid("task_id", "nonsense")
            .Required("reason", "")
            .MaxLength("note", new string('x', 11), 10)
            .Day("day", new Date { Year = 2026, Month = 2, Day = 30 }));
        return Task.FromResult(new EchoResponse());
    }

    private Task<EchoResponse> Conflict(Call call, int times)
    {
        call.Items.ShouldBeEmpty();
        call.Items["loaded"] = true;
        return conflicts++ < times ? throw new SerializationFailed() : Task.FromResult(new EchoResponse { Text = "done" });
    }

    private sealed class DatabaseGone : Exception;

    private sealed class SerializationFailed : Exception;
}
