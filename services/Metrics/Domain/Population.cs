namespace Tyokyky.Metrics.Domain;

/// <summary>Which facts are counted: each by its own day, municipality, programme and organisation. Empty: all.</summary>
internal sealed record Population(DateOnly From, DateOnly To, string Municipality, string Programme, string Organisation)
{
    public static Population All { get; } = new(DateOnly.MinValue, DateOnly.MaxValue, "", "", "");
}
