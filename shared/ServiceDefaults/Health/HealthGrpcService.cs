using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Tyokyky.ServiceDefaults;

/// <summary>grpc.health.v1: every service of the process is as well as the process.</summary>
internal sealed class HealthGrpcService(HealthReports reports, MappedServices services, TimeProvider time) : Health.HealthBase
{
    private static readonly TimeSpan look = TimeSpan.FromSeconds(1);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!Knows(request.Service))
        {
            throw new DomainException(ErrorKind.NotFound, "SERVICE_UNKNOWN", "There is no such service here.", ("service", request.Service));
        }

        return new HealthCheckResponse { Status = await StatusAsync(context.Call().Cancel) };
    }

    public override async Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var status = await StatusAsync(context.Call().Cancel);
        var response = new HealthListResponse { Statuses = { [""] = new HealthCheckResponse { Status = status } } };
        foreach (var service in services.Names)
        {
            response.Statuses[service] = new HealthCheckResponse { Status = status };
        }

        return response;
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var cancel = context.Call().Cancel;
        var last = ServingStatus.Unknown;
        using var timer = new PeriodicTimer(look, time);
        do
        {
            var status = Knows(request.Service) ? await StatusAsync(cancel) : ServingStatus.ServiceUnknown;
            if (status != last)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, CancellationToken.None);
                last = status;
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private bool Knows(string service) => service.Length == 0 || services.Names.Contains(service);

    private async Task<ServingStatus> StatusAsync(CancellationToken cancel) =>
        reports.StatusOf(await reports.NowAsync(cancel)) == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
}
