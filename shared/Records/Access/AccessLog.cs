using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Who saw whose data, and who was refused. An answer waits for its row; without one it is UNAVAILABLE.</summary>
public sealed class AccessLog : IRefusalLog
{
    /// <summary>One client's data is about to be shown.</summary>
    public Task ReadAsync(Call call, string clientId, string objectType, string objectId) =>
        ReadAsync(call, [new Touch(Guid.Parse(clientId), objectType, objectId)]);

    /// <inheritdoc cref="ReadAsync(Call, string, string, string)"/>
    public Task ReadAsync(Call call, Guid clientId, string objectType, Guid objectId) =>
        ReadAsync(call, [new Touch(clientId, objectType, objectId.ToString())]);

    /// <summary>Several clients' data is about to be shown: one row each.</summary>
    public Task ReadAsync(Call call, IReadOnlyList<Touch> seen) => throw new NotSupportedException();

    public Task RefusedAsync(Call call, string reason, CancellationToken cancel) => throw new NotSupportedException();
}
