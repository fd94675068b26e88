namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>A version of an instrument: its scales, when it is measured again after the end, how often the client is asked.</summary>
internal sealed record InstrumentVersion(
    string Code, string Edition, string Owner, string Licence, int[] FollowUpMonths, int Attempts, int AttemptBusinessDays,
    DateOnly ValidFrom, DateOnly? ValidTo, string Source)
{
    /// <summary>Not read.</summary>
    public static InstrumentVersion None { get; } = new("", "", "", "", [], 1, 1, default, null, "");

    public IReadOnlyList<Scale> Scales { get; init; } = [];

    /// <summary>Each value of a scale of its own, and within that.</summary>
    public void Require(IReadOnlyList<EnteredValue> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var scale = Scales.FirstOrDefault(one => one.Code == values[i].Scale) ?? throw MeasurementErrors.ScaleUnknown(i);
            if (values[i].Hundredths < scale.MinHundredths || values[i].Hundredths > scale.MaxHundredths)
            {
                throw MeasurementErrors.ValueOutOfScale(i, scale);
            }
        }
    }
}

/// <summary>A scale of an instrument's version; what is known of its error of measurement may be nothing.</summary>
internal sealed record Scale(
    string Instrument, string Edition, string Code, int MinHundredths, int MaxHundredths, bool HigherIsBetter, int ThresholdHundredths,
    int? SdHundredths, decimal? Reliability, string Source)
{
    private const decimal TenthsOfNorm = 1000m;

    /// <summary>Two-sided five per cent of the standard normal distribution.</summary>
    private const decimal ReliableFrom = 1.96m;

    /// <summary>The value on the norm from 0 to 100, better is more; in tenths.</summary>
    public int NormTenths(int hundredths) => Round(Norm(hundredths));

    /// <summary>From one value to another, positive is better.</summary>
    public ValueChange Change(int from, int to)
    {
        var better = HigherIsBetter ? to - (long)from : from - (long)to;
        var direction = better >= ThresholdHundredths ? ChangeDirection.Improved
            : better <= -ThresholdHundredths ? ChangeDirection.Worsened
            : ChangeDirection.Unchanged;
        var tenths = TenthsOfNorm * better / (MaxHundredths - (long)MinHundredths);
        return new ValueChange(NormTenths(from), NormTenths(to), Round(tenths), direction, IsReliable(better));
    }

    // Rounded once, at the end, and alike on either side of nought: there and back again is no change.
    private static int Round(decimal tenths) => (int)decimal.Round(tenths, MidpointRounding.AwayFromZero);

    private decimal Norm(int hundredths)
    {
        var part = TenthsOfNorm * (hundredths - (long)MinHundredths) / (MaxHundredths - (long)MinHundredths);
        return HigherIsBetter ? part : TenthsOfNorm - part;
    }

    // RCI = Δ / (SD·√2·√(1−r)), squared so that it stays exact.
    private bool IsReliable(long change) =>
        SdHundredths is { } sd && Reliability is { } r
        && (decimal)change * change > ReliableFrom * ReliableFrom * 2m * sd * sd * (1m - r);
}

/// <summary>A change on the norm from 0 to 100, in tenths.</summary>
internal sealed record ValueChange(int FromTenths, int ToTenths, int ChangeTenths, ChangeDirection Direction, bool IsReliable);

/// <summary>A value that somebody entered.</summary>
internal sealed record EnteredValue(string Scale, int Hundredths);
