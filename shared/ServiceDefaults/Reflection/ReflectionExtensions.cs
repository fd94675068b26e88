using Grpc.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.ServiceDefaults;

internal static class ReflectionExtensions
{
    public static void AddReflection(this IServiceCollection services)
    {
        services.AddSingleton<ReflectionInterceptor>();
        services.AddGrpcReflection();
        services.AddGrpc()
            .AddServiceOptions<ReflectionServiceImpl>(alpha => alpha.Interceptors.Add<ReflectionInterceptor>())
            .AddServiceOptions<ReflectionV1ServiceImpl>(v1 => v1.Interceptors.Add<ReflectionInterceptor>());
    }
}
