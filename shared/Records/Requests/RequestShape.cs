using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Where a request type keeps its request id, its etag and its wish to validate only; found once per type.</summary>
internal abstract class RequestShape
{
    private static readonly ConcurrentDictionary<Type, RequestShape> known = new();

    public static LoadedRequest Read(IMessage request, Call call) =>
        known.GetOrAdd(request.GetType(), static type => (RequestShape)Activator.CreateInstance(typeof(RequestShape<>).MakeGenericType(type))!)
            .Loaded(request, call);

    protected abstract LoadedRequest Loaded(IMessage message, Call call);
}

internal sealed class RequestShape<TRequest> : RequestShape
    where TRequest : IMessage
{
    private readonly Func<TRequest, string>? requestIdOf = Getter<string>("request_id", FieldType.String);
    private readonly Func<TRequest, string>? etagOf = Getter<string>("etag", FieldType.String);
    private readonly Func<TRequest, bool>? validateOnlyOf = Getter<bool>("validate_only", FieldType.Bool);

    protected override LoadedRequest Loaded(IMessage message, Call call)
    {
        var request = (TRequest)message;
        var requestId = requestIdOf?.Invoke(request) ?? "";
        if (requestId.Length > 0 && !Guid.TryParseExact(requestId, "D", out _))
        {
            throw RequestErrors.RequestIdInvalid();
        }

        return new LoadedRequest(request)
        {
            Key = requestId.Length > 0 ? KeyOf(call, requestId) : null,
            Etag = etagOf?.Invoke(request),
            ValidateOnly = validateOnlyOf?.Invoke(request) ?? false,
        };
    }

    // A hash, so that the table tells nobody who asked what.
    private static Guid KeyOf(Call call, string requestId)
    {
        var text = $"{call.Caller.Organisation}\n{call.Caller.Subject}\n{call.Rpc}\n{requestId.ToLowerInvariant()}";
        Span<byte> bytes = stackalloc byte[512];
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(text, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16]);
    }

    private static Func<TRequest, TField>? Getter<TField>(string name, FieldType type)
    {
        var descriptor = (MessageDescriptor?)typeof(TRequest).GetProperty("Descriptor")?.GetValue(null);
        return descriptor?.FindFieldByName(name) is { IsRepeated: false } field && field.FieldType == type
            ? typeof(TRequest).GetProperty(field.PropertyName)!.GetMethod!.CreateDelegate<Func<TRequest, TField>>()
            : null;
    }
}
