namespace Tyokyky.JobCoaching.Results;

/// <summary>A result as it was told once.</summary>
internal sealed record ResultVersion(
    Guid ResultId, long Version, byte[] Told, DateTimeOffset RecordedAt, string RecordedBy, string Reason, string Note);
