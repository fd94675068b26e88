using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>How measurements refuse.</summary>
internal static class MeasurementErrors
{
    public static DomainException Blocked(string reason, ClientMeasurement measurement) =>
        new(ErrorKind.FailedPrecondition, reason, "The measurement does not allow it as it now is; GetAllowedMeasurementActions says what it allows.",
            ("measurement_id", measurement.Id.ToString()), ("state", StateCode.Of(measurement.State)))
        {
            Preconditions = [new Precondition("MEASUREMENT_STATE", measurement.Id.ToString(), reason)],
        };

    public static DomainException InstrumentUnknown(DateOnly day) =>
        DomainException.Field("instrument", "INSTRUMENT_UNKNOWN", "an instrument, and a version of it, in use on the day", ("day", PagingKeys.DayKey(day)));

    public static DomainException ScaleUnknown(int index) =>
        DomainException.Field($"values[{Text(index)}].scale", "SCALE_UNKNOWN", "a scale of the instrument's version");

    public static DomainException ValueOutOfScale(int index, Scale scale) =>
        DomainException.Field(
            $"values[{Text(index)}].value_hundredths", "VALUE_OUT_OF_SCALE", "a value of the scale",
            ("min", Text(scale.MinHundredths)), ("max", Text(scale.MaxHundredths)));

    public static DomainException DayBeforeStart(string field, DateOnly start) =>
        DomainException.Field(field, "DAY_BEFORE_START", "a day not before the last one", ("not_before", PagingKeys.DayKey(start)));

    public static DomainException ConsentGiven() =>
        new(ErrorKind.FailedPrecondition, "CONSENT_GIVEN", "The client has given it already.");

    public static DomainException ConsentWithdrawn(DateOnly on) =>
        new(ErrorKind.FailedPrecondition, "CONSENT_WITHDRAWN", "The client has withdrawn it already.", ("withdrawn_on", PagingKeys.DayKey(on)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
