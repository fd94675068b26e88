namespace Tyokyky.ServiceDefaults;

/// <summary>What one call may cost.</summary>
internal static class GrpcLimits
{
    public const int MessageBytes = 256 * 1024;
    public const int AnswerBytes = 4 * 1024 * 1024;
    public const int RequestBodyBytes = 1024 * 1024;
    public const int HeaderBytes = 32 * 1024;
    public const int Headers = 64;
    public const int StreamsPerConnection = 256;

    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromSeconds(60);

    /// <summary>How long a stream's reader may leave one message waiting.</summary>
    public static readonly TimeSpan SlowReader = TimeSpan.FromSeconds(10);

    // A timer takes no longer one.
    public static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);
}
