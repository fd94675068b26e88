using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>Due work in operators' hands.</summary>
internal sealed class DueWorkOperations(DueWorkQueue queue, OperatorActions actions)
{
    public async Task<ListDueWorkResponse> ListAsync(ListDueWorkRequest request, Call call)
    {
        var page = call.Page(request, 50, 200);
        var after = page.After is { } key
            ? new DueWorkRow(key[1], key[2], key.Instant(0), 0, null, null, default)
            : null;

        var found = await queue.ListAsync(request.Kind.Length == 0 ? null : request.Kind, request.Overdue, after, page.Limit, call.Cancel);
        var rows = page.Cut(found, row => [row.DueAt.ToString("O", CultureInfo.InvariantCulture), row.Kind, row.Key], out var next);
        return new ListDueWorkResponse
        {
            Items =
            {
                rows.Select(row => new DueWorkItem
                {
                    Kind = row.Kind, Key = row.Key, DueAt = row.DueAt.ToTimestamp(), Attempts = row.Attempts, Error = row.LastError ?? "",
                    NextAttemptAt = row.NextAttemptAt?.ToTimestamp(),
                }),
            },
            NextPageToken = next,
        };
    }

    public async Task<RunDueWorkResponse> RunAsync(RunDueWorkRequest request, Call call)
    {
        Check.Shape(check =>
        {
            check.Required("kind", request.Kind);
            OperatorOperations.CheckReason(check, request.Reason);
        });
        if (!queue.Kinds.Contains(request.Kind))
        {
            throw new DomainException(
                ErrorKind.NotFound, "UNKNOWN_KIND",
                queue.Kinds.Count == 0
                    ? "This service has no due work."
                    : $"This service has no due work of the kind {request.Kind}; it has: {string.Join(", ", queue.Kinds.Order(StringComparer.Ordinal))}.",
                ("kind", request.Kind));
        }

        var run = request.Key.Length == 0
            ? await queue.RunDueAsync(request.Kind, call.Cancel)
            : await queue.RunOneAsync(request.Kind, request.Key, call.Cancel)
                ?? throw new DomainException(ErrorKind.NotFound, "DUE_WORK_NOT_FOUND", "There is no such pending work, or it is being done.");
        await actions.RecordAsync(call, "RunDueWork", $"{request.Kind} {request.Key}".Trim(), request.Reason, $"{run.Done} done, {run.Failed} failed");
        return new RunDueWorkResponse { DoneCount = run.Done, FailedCount = run.Failed };
    }
}
