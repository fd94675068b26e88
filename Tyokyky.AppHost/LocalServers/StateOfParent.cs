using Microsoft.Extensions.Hosting;

namespace Tyokyky.AppHost.LocalServers;

/// <summary>Gives a database its server's state: Aspire does so for a container's children, and leaves an executable's at Unknown.</summary>
internal sealed class StateOfParent(LocalDatabase child, ResourceNotificationService notifications) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var shown = (State: (string?)null, Started: (DateTime?)null);
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            var now = (change.Snapshot.State?.Text, change.Snapshot.StartTimeStamp);
            if (change.Resource != child.Parent || now == shown)
            {
                continue;
            }

            shown = now;
            if (change.Snapshot.State?.Text == KnownResourceStates.Running)
            {
                await child.Created.WaitAsync(stoppingToken);
            }

            await notifications.PublishUpdateAsync(child, snapshot => snapshot with
            {
                State = change.Snapshot.State,
                StartTimeStamp = change.Snapshot.StartTimeStamp,
                StopTimeStamp = change.Snapshot.StopTimeStamp,
            });
        }
    }
}
