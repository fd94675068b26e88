namespace Tyokyky.FaultTests.Injection;

/// <summary>A place in a service at which its process can be killed: the start or the stop of a named Activity.</summary>
internal sealed record Point(string Service, string Activity, string Edge)
{
    private static readonly (string Service, string[] Activities)[] activities =
    [
        ("referrals", ["tyokyky.commit", "tyokyky.sequence", "tyokyky.publish", "tyokyky.apply", "tyokyky.react"]),
        ("team", ["tyokyky.commit", "tyokyky.sequence", "tyokyky.publish", "tyokyky.apply", "tyokyky.react"]),
        ("coaching", ["tyokyky.commit", "tyokyky.sequence", "tyokyky.publish", "tyokyky.apply", "tyokyky.react"]),
        // It takes no facts.
        ("employers", ["tyokyky.commit", "tyokyky.sequence", "tyokyky.publish"]),
        // It only takes facts.
        ("metrics", ["tyokyky.apply"]),
    ];

    public static IReadOnlyList<Point> All { get; } =
        [.. from service in activities from activity in service.Activities from edge in new[] { "start", "stop" } select new Point(service.Service, activity, edge)];

    /// <inheritdoc/>
    public override string ToString() => $"{Service} at {Activity} {Edge}";
}
