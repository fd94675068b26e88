using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Tyokyky.ServiceDefaults;

/// <summary>gRPC's own retry, on UNAVAILABLE, for calls that may be repeated: reads, and writes that carry a request id.</summary>
internal static class RetryPolicies
{
    private static readonly string[] reads = ["Get", "BatchGet", "List", "Find", "Search", "Check", "Resolve", "Count"];

    public static ServiceConfig For(Type client)
    {
        var config = new ServiceConfig();
        if (client.DeclaringType?.GetProperty(
            "Descriptor", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null) is not ServiceDescriptor service)
        {
            return config;
        }

        foreach (var method in service.Methods.Where(MayRepeat))
        {
            config.MethodConfigs.Add(new MethodConfig
            {
                Names = { new MethodName { Service = service.FullName, Method = method.Name } },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 3,
                    InitialBackoff = TimeSpan.FromMilliseconds(50),
                    MaxBackoff = TimeSpan.FromMilliseconds(500),
                    BackoffMultiplier = 3,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            });
        }

        return config;
    }

    private static bool MayRepeat(MethodDescriptor method) =>
        !method.IsClientStreaming && !method.IsServerStreaming
        && (reads.Any(read => method.Name.StartsWith(read, StringComparison.Ordinal)) || method.InputType.FindFieldByName("request_id") is not null);
}
