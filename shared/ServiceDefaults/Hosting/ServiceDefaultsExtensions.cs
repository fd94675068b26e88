using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.ServiceDefaults;

/// <summary>How every service is hosted.</summary>
public static class ServiceDefaultsExtensions
{
    private static readonly AccessTable ownAccess = new AccessTable()
        .Rpc(CodeSystemsGrpcService.ListCodesRpc, Roles.Any)
        .Rpc(CodeSystemsGrpcService.ResolveCodeRpc, Roles.Any)
        .Anonymous("grpc.health.v1.Health/Check").Untraced("grpc.health.v1.Health/Check")
        .Anonymous("grpc.health.v1.Health/List").Untraced("grpc.health.v1.Health/List")
        .Anonymous("grpc.health.v1.Health/Watch").Untraced("grpc.health.v1.Health/Watch")
        .Anonymous("grpc.reflection.v1.ServerReflection/ServerReflectionInfo").Untraced("grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
        .Anonymous("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo").Untraced("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo");

    /// <summary>Telemetry, health, identity, access, errors, deadlines and limits for the service of that name.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service, AccessTable access)
    {
        builder.AddTelemetry(service);
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.TryAddSingleton<TimeProvider>(new MicrosecondTime());
        builder.Services.AddAccess(ownAccess).AddAccess(access);
        builder.Services.AddIdentity();
        builder.Services.AddSingleton<RpcDirectory>();
        builder.Services.AddSingleton<CallRates>();
        builder.Services.AddSingleton<Refusals>();
        builder.Services.AddSingleton<CallInterceptor>();
        builder.Services.AddHostedService<SafeSettings>();
        builder.Services.AddHealth();
        builder.Services.AddSingleton<FailedCalls>();
        builder.Services.AddHealthChecks().AddCheck<FailedCalls>("calls");
        builder.Services.AddSingleton<MappedServices>();
        builder.Services.AddSingleton<HealthGrpcService>();
        builder.Services.AddReflection();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = GrpcLimits.MessageBytes;
            grpc.MaxSendMessageSize = GrpcLimits.AnswerBytes;
            grpc.EnableDetailedErrors = false;
            grpc.CompressionProviders = [new BoundedGzip()];
            grpc.Interceptors.Add<CallInterceptor>();
        });
        builder.WebHost.ConfigureKestrel(Limit);
        return builder;
    }

    /// <summary>Opens more RPCs: the table of a shared part that maps services of its own.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessTable table) => services.AddSingleton(table);

    /// <summary>Registers the assembly's use cases and gRPC services, and the classes of the assembly that these are made of, as singletons.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services, Assembly assembly)
    {
        var known = new HashSet<Type>();
        foreach (var type in assembly.GetTypes().Where(IsServed))
        {
            AddWithParts(services, type, known);
        }

        return services;
    }

    /// <summary>Puts identity and access before every RPC; maps health and, outside Production, reflection.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.LeaveIdentityToTheGate();
        app.UseMiddleware<CallGate>();
        app.MapHealth();
        app.MapGrpcService<CodeSystemsGrpcService>();
        if (!app.Environment.IsProduction())
        {
            app.MapGrpcReflectionService();
        }

        return app;
    }

    private static bool IsServed(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsNested: false }
        && (type.IsDefined(typeof(AccessAttribute), inherit: false) || type.Name.EndsWith("GrpcService", StringComparison.Ordinal));

    private static void AddWithParts(IServiceCollection services, Type type, HashSet<Type> known)
    {
        if (type is { IsClass: true, IsAbstract: false } && known.Add(type))
        {
            services.AddSingleton(type);
            var parts = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType);
            foreach (var part in parts.Where(part => part.Assembly == type.Assembly))
            {
                AddWithParts(services, part, known);
            }
        }
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = GrpcLimits.RequestBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = GrpcLimits.HeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = GrpcLimits.Headers;
        kestrel.Limits.Http2.MaxStreamsPerConnection = GrpcLimits.StreamsPerConnection;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = GrpcLimits.HeaderBytes / 2;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}

/// <summary>The service's name: its resource, database, exchange and source of facts.</summary>
public sealed record ServiceName(string Value);
