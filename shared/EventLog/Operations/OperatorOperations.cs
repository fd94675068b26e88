using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>What operators did, and what is logged.</summary>
internal sealed class OperatorOperations(OperatorActions actions, ILogLevelSwitch levels)
{
    public static void CheckReason(Check check, string reason) => check.Required("reason", reason).MaxLength("reason", reason, 500);

    public async Task<SetLogLevelResponse> SetLogLevelAsync(SetLogLevelRequest request, Call call)
    {
        Check.Shape(check =>
        {
            check.Required("category", request.Category).MaxLength("category", request.Category, 200).Specified("level", request.Level);
            CheckReason(check, request.Reason);
        });

        levels.Set(request.Category, (Microsoft.Extensions.Logging.LogLevel)((int)request.Level - 1));
        await actions.RecordAsync(call, "SetLogLevel", request.Category, request.Reason, request.Level.ToString());
        return new SetLogLevelResponse { Category = request.Category, Level = request.Level };
    }

    public async Task<ListOperatorActionsResponse> ListActionsAsync(ListOperatorActionsRequest request, Call call)
    {
        var page = call.Page(request, 50, 200);
        long? before = page.After is { } after ? after.Number(0) : null;
        var rows = page.Cut(await actions.ListAsync(before, page.Limit, call.Cancel), row => [row.Seq.ToString(CultureInfo.InvariantCulture)], out var next);
        return new ListOperatorActionsResponse
        {
            Actions =
            {
                rows.Select(row => new OperatorAction
                {
                    RecordedAt = row.RecordedAt.ToTimestamp(), Operator = row.Subject, Action = row.Action, Target = row.Target,
                    Reason = row.Reason, Outcome = row.Outcome, TraceId = row.TraceId,
                }),
            },
            NextPageToken = next,
        };
    }
}
