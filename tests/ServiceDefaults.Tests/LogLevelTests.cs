using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class LogLevelTests
{
    [Fact]
    public async Task A_level_changes_while_serving_and_is_taken_back()
    {
        await using var host = await TestHost.StartAsync();
        var levels = host.Services.GetRequiredService<ILogLevelSwitch>();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Tyokyky.EventLog.Feed");
        logger.IsEnabled(LogLevel.Debug).ShouldBeFalse();

        levels.Set("Tyokyky.EventLog", LogLevel.Debug);
        logger.IsEnabled(LogLevel.Debug).ShouldBeTrue();
        levels.Changed.ShouldContain(new KeyValuePair<string, LogLevel>("Tyokyky.EventLog", LogLevel.Debug));

        levels.Set("Tyokyky.EventLog", null);
        logger.IsEnabled(LogLevel.Debug).ShouldBeFalse();
    }
}
