using Microsoft.Extensions.Logging;

namespace Tyokyky.EventLog;

internal static partial class EventLogMessages
{
    [LoggerMessage(
        EventId = 1, EventName = "eventlog.sequence.failed", Level = LogLevel.Warning, Message = "Facts could not be numbered ({Failure}); it is repeated.")]
    public static partial void SequenceFailed(ILogger logger, string failure);

    [LoggerMessage(
        EventId = 2, EventName = "eventlog.publish.failed", Level = LogLevel.Warning, Message = "Facts could not be published ({Failure}); it is repeated.")]
    public static partial void PublishFailed(ILogger logger, string failure);

    [LoggerMessage(
        EventId = 3,
        EventName = "eventlog.publish.unconfirmed",
        Level = LogLevel.Warning,
        Message = "The broker confirmed up to position {Position} only ({Failure}).")]
    public static partial void NotConfirmed(ILogger logger, long position, string failure);

    [LoggerMessage(
        EventId = 4,
        EventName = "eventlog.broker.failed",
        Level = LogLevel.Warning,
        Message = "The connection to the broker failed ({Failure}); facts travel by the feed.")]
    public static partial void BrokerFailed(ILogger logger, string failure);

    [LoggerMessage(
        EventId = 5,
        EventName = "eventlog.apply.failed",
        Level = LogLevel.Warning,
        Message = "Facts of {Source} after position {Position} could not take effect ({Failure}); it is repeated.\n{Where}")]
    public static partial void ApplyFailed(ILogger logger, string source, long position, string failure, string? where);

    [LoggerMessage(EventId = 6, EventName = "eventlog.feed.failed", Level = LogLevel.Debug, Message = "The feed of {Source} could not be read: {Failure}.")]
    public static partial void FeedFailed(ILogger logger, string source, string failure);

    [LoggerMessage(
        EventId = 7,
        EventName = "eventlog.subscription.halted",
        Level = LogLevel.Critical,
        Message = "The subscription to {Source} halted after position {Position}: {Why}")]
    public static partial void SubscriptionHalted(ILogger logger, string source, long position, string why);

    [LoggerMessage(
        EventId = 8, EventName = "eventlog.fact.failed", Level = LogLevel.Error, Message = "Fact {Position} of {Source} ({Type}) failed. {Failure}\n{Where}")]
    public static partial void FactFailed(ILogger logger, string source, long position, string type, string failure, string? where);

    [LoggerMessage(
        EventId = 9, EventName = "eventlog.fact.parked", Level = LogLevel.Warning, Message = "Fact {Position} of {Source} ({Type}) is parked: {Why}.")]
    public static partial void FactParked(ILogger logger, string source, long position, string type, string why);

    [LoggerMessage(
        EventId = 10, EventName = "eventlog.facts.unparked", Level = LogLevel.Information, Message = "{Count} parked facts of {Source} took effect.")]
    public static partial void FactsUnparked(ILogger logger, string source, int count);

    [LoggerMessage(
        EventId = 11,
        EventName = "eventlog.projection.rebuilt",
        Level = LogLevel.Information,
        Message = "Projection {Projection} was rebuilt from {Facts} facts.")]
    public static partial void ProjectionRebuilt(ILogger logger, string projection, long facts);

    [LoggerMessage(
        EventId = 12,
        EventName = "eventlog.projection.failed",
        Level = LogLevel.Error,
        Message = "Projection {Projection} could not be rebuilt or verified: {Failure}\n{Where}")]
    public static partial void ProjectionFailed(ILogger logger, string projection, string failure, string? where);

    [LoggerMessage(
        EventId = 13, EventName = "eventlog.status.failed", Level = LogLevel.Debug, Message = "The event log's status could not be read ({Failure}).")]
    public static partial void StatusFailed(ILogger logger, string failure);

    [LoggerMessage(EventId = 14, EventName = "eventlog.broker.connected", Level = LogLevel.Information, Message = "Connected to the broker.")]
    public static partial void BrokerConnected(ILogger logger);

    [LoggerMessage(
        EventId = 15,
        EventName = "eventlog.broker.unended",
        Level = LogLevel.Debug,
        Message = "An old connection to the broker did not end in order ({Failure}).")]
    public static partial void BrokerEndFailed(ILogger logger, string failure);

    [LoggerMessage(
        EventId = 16,
        EventName = "eventlog.broker.lost",
        Level = LogLevel.Warning,
        Message = "The connection to the broker was lost; facts travel by the feed.")]
    public static partial void BrokerLost(ILogger logger);

    [LoggerMessage(
        EventId = 17,
        EventName = "eventlog.poll.failed",
        Level = LogLevel.Warning,
        Message = "The log could not be looked at ({Failure}); it is repeated, and said when it succeeds.")]
    public static partial void PollFailed(ILogger logger, string failure);

    [LoggerMessage(EventId = 18, EventName = "eventlog.poll.recovered", Level = LogLevel.Information, Message = "The log is looked at again, after {Away}.")]
    public static partial void PollRecovered(ILogger logger, TimeSpan away);
}
