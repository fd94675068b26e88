namespace Tyokyky.Sandbox;

/// <summary>What the Sandbox logs.</summary>
internal static partial class Log
{
    [LoggerMessage(EventName = "caseload.failed", Level = LogLevel.Error, Message = "Loading the caseload failed")]
    public static partial void LoadFailed(ILogger logger, Exception mistake);
}
