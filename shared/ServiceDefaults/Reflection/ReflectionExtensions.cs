using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tyokyky.ServiceDefaults;

internal static class ReflectionExtensions
{
    public static void AddReflection(this IServiceCollection services)
    {
        services.AddSingleton<MappedServices>();
        services.AddSingleton<ReflectionAnswers>();
        services.AddSingleton<ReflectionGrpcService>();
        services.AddSingleton<ReflectionAlphaGrpcService>();
    }

    public static void MapReflection(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ReflectionGrpcService>();
        app.MapGrpcService<ReflectionAlphaGrpcService>();
    }
}
