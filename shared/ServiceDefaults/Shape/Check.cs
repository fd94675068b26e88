using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults;

/// <summary>Checks a request's shape and refuses everything that is wrong with it at once.</summary>
public sealed class Check
{
    // Whoever lives was born in them, and days can be added without an end of the calendar in sight.
    private const int FirstYear = 1800;
    private const int LastYear = 2999;

    private static readonly long firstSecond = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    private static readonly long endSecond = new DateTimeOffset(LastYear + 1, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly Check? parent;
    private readonly string name;
    private readonly int index;
    private readonly Func<string, string, DateOnly, bool?>? areaSays;
    private List<FieldViolation>? violations;
    private HashSet<string>? wrongFields;

    private Check(Check? parent = null, string name = "", int index = -1, Func<string, string, DateOnly, bool?>? areaSays = null)
    {
        this.areaSays = areaSays;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /// <summary>The contract's rules for the message and, if the use case has further ones, those: whatever is wrong is told at once.</summary>
    /// <param name="areaSays">Whether the caller's area agreed that a system has a code on a day, or has not; null: only the national systems count.</param>
    public static void Shape<TRequest>(TRequest request, Action<TRequest, Check>? further, Func<string, string, DateOnly, bool?>? areaSays = null)
        where TRequest : IMessage
    {
        var check = new Check(areaSays: areaSays);
        MessageShape.Of(request.Descriptor).Check(request, check);
        further?.Invoke(request, check);
        check.Settle();
    }

    /// <summary>Runs the checks; any violation ends as one INVALID_ARGUMENT that names them all.</summary>
    public static void Shape(Action<Check> checks)
    {
        var check = new Check();
        checks(check);
        check.Settle();
    }

    /// <summary>The field must hold something.</summary>
    public Check Required(string field, string? value) => That(!string.IsNullOrWhiteSpace(value), field, "FIELD_REQUIRED", "present and not empty");

    /// <summary>The message must be there.</summary>
    public Check Required(string field, object? value) => That(value is not null, field, "FIELD_REQUIRED", "present");

    /// <summary>The list must hold something.</summary>
    public Check NotEmpty<T>(string field, IReadOnlyCollection<T> values) => That(values.Count > 0, field, "FIELD_REQUIRED", "at least one value");

    /// <summary>Required, and a UUID in its 36-character form.</summary>
    public Check Uuid(string field, string? value) => string.IsNullOrEmpty(value) ? Required(field, value) : OptionalUuid(field, value);

    /// <summary>Empty, or a UUID in its 36-character form.</summary>
    public Check OptionalUuid(string field, string? value) =>
        That(
            string.IsNullOrEmpty(value) || Guid.TryParseExact(value, "D", out _), field, "UUID_INVALID", "a UUID such as 0190a0c2-7c3e-7d2b-9a44-3f5c5b1b9c11");

    /// <summary>UUIDs in their 36-character form.</summary>
    public Check Uuids(string field, IReadOnlyList<string> values) => All(field, values, (name, value) => Uuid(name, value));

    /// <summary>A text that can be kept.</summary>
    public Check Text(string field, bool isText) => That(isText, field, "TEXT_INVALID", "a text without control characters");

    /// <summary>At most that many characters.</summary>
    public Check MaxLength(string field, string? value, int max) =>
        That(value is null || value.Length <= max || Characters(value) <= max, field, "TEXT_TOO_LONG", "a shorter text", max);

    /// <summary>No personal identity code (henkilötunnus) stands in it: there it would be shown, sent and logged as any text is. It is never echoed.</summary>
    public Check NoIdentityCode(string field, string? value) =>
        That(!IdentityCodes.StandIn(value), field, "PERSONAL_IDENTITY_CODE_IN_TEXT", "without a personal identity code, which has a field of its own");

    /// <summary>At most that many values.</summary>
    public Check MaxCount<T>(string field, IReadOnlyCollection<T> values, int max) => MaxCount(field, values.Count, max);

    /// <inheritdoc cref="MaxCount{T}"/>
    public Check MaxCount(string field, int count, int max) => That(count <= max, field, "TOO_MANY_VALUES", "fewer values", max);

    /// <summary>Required, and a whole calendar day.</summary>
    public Check Day(string field, Date? value) => value is null ? Required(field, value) : OptionalDay(field, value);

    /// <summary>Absent, or a whole calendar day.</summary>
    public Check OptionalDay(string field, Date? value) =>
        That(value is null || IsDay(value), field, "DAY_INVALID", $"an existing calendar day of the years {FirstYear} to {LastYear}, with year, month and day");

    /// <summary>Absent, or an existing calendar day after that one.</summary>
    public Check OptionalDayAfter(string field, Date? value, DateOnly day) =>
        OptionalDay(field, value).That(!IsDay(value) || value!.ToDay() > day, field, "DAY_NOT_AHEAD", $"a day after {day:yyyy-MM-dd}");

    /// <summary>Absent, or an existing calendar day of which something else holds.</summary>
    public Check OptionalDay(string field, Date? value, Func<DateOnly, bool> holds, string reason, string whatWouldBeRight) =>
        OptionalDay(field, value).That(!IsDay(value) || holds(value!.ToDay()), field, reason, whatWouldBeRight);

    /// <summary>Required, and an instant that exists.</summary>
    public Check Instant(string field, Timestamp? value) => value is null ? Required(field, value) : OptionalInstant(field, value);

    /// <summary>Absent, or an instant that exists.</summary>
    public Check OptionalInstant(string field, Timestamp? value) =>
        That(value is null || IsInstant(value), field, "INSTANT_INVALID", $"an instant of the years {FirstYear} to {LastYear}, or absent");

    /// <summary>Instants that exist.</summary>
    public Check Instants(string field, IReadOnlyList<Timestamp> values) => All(field, values, (name, value) => OptionalInstant(name, value));

    /// <summary>A value of the closed set, not the unspecified one.</summary>
    public Check Specified<TEnum>(string field, TEnum value)
        where TEnum : struct, System.Enum
    {
        if (EqualityComparer<TEnum>.Default.Equals(value, default))
        {
            return Add(field, "FIELD_REQUIRED", ClosedSet<TEnum>.Listed);
        }

        return OptionalSpecified(field, value);
    }

    /// <summary>Any value that the closed set knows.</summary>
    public Check OptionalSpecified<TEnum>(string field, TEnum value)
        where TEnum : struct, System.Enum => That(System.Enum.IsDefined(value), field, "VALUE_UNKNOWN", ClosedSet<TEnum>.Listed);

    /// <summary>Between two numbers, both included.</summary>
    public Check Range(string field, long value, long min, long max) =>
        value >= min && value <= max ? this : Add(field, "NUMBER_OUT_OF_RANGE", $"a number from {min} to {max}");

    /// <summary>Anything else about a field.</summary>
    public Check That(bool holds, string field, string reason, string whatWouldBeRight) => holds ? this : Add(field, reason, whatWouldBeRight);

    /// <summary>Checks a message inside the message, if it is there; its fields are named with their path.</summary>
    public Check Within<T>(string field, T? message, Action<Check, T> checks)
        where T : class
    {
        if (message is not null)
        {
            checks(new Check(this, field), message);
        }

        return this;
    }

    /// <summary>Checks each message of a list; its fields are named with their index.</summary>
    public Check Each<T>(string field, IReadOnlyList<T> messages, Action<Check, T> checks)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            checks(new Check(this, field, i), messages[i]);
        }

        return this;
    }

    /// <summary>Checks each value of a list; it is named with its index.</summary>
    public Check All<T>(string field, IReadOnlyList<T> values, Action<string, T> check)
    {
        for (var i = 0; i < values.Count; i++)
        {
            check($"{field}[{i}]", values[i]);
        }

        return this;
    }

    /// <summary>What the caller's area agreed on a code; null: nothing.</summary>
    internal bool? AreaSays(string system, string code, DateOnly day) => Root.areaSays?.Invoke(system, code, day);

    private Check Root => parent?.Root ?? this;

    // Put together only when there is something to say.
    private string Path => parent is null ? "" : index < 0 ? $"{parent.Path}{name}." : $"{parent.Path}{name}[{index}].";

    private Check That(bool holds, string field, string reason, string whatWouldBeRight, int max) =>
        holds ? this : Add(field, reason, $"{whatWouldBeRight} (at most {max})");

    private Check Add(string field, string reason, string whatWouldBeRight)
    {
        var all = Root.violations ??= [];
        var path = Path + field;
        // One violation per field: the first says what to mend first.
        if ((Root.wrongFields ??= []).Add(path))
        {
            all.Add(new FieldViolation(path, reason, whatWouldBeRight));
        }

        return this;
    }

    private void Settle()
    {
        if (violations is { } found)
        {
            throw new DomainException(
                ErrorKind.InvalidArgument, found[0].Reason, $"{found[0].Field} should be {found[0].WhatWouldBeRight}.", ("field", found[0].Field))
            {
                FieldViolations = found,
            };
        }
    }

    internal static bool IsDay(Date? day) =>
        day?.Year is >= FirstYear and <= LastYear && day.Month is >= 1 and <= 12 && day.Day >= 1 && day.Day <= System.DateTime.DaysInMonth(day.Year, day.Month);

    // Code points, as buf.validate and its clients in other languages count them.
    private static int Characters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    // An empty message is the first second of 1970, which nobody means.
    internal static bool IsInstant(Timestamp instant) =>
        instant is not { Seconds: 0, Nanos: 0 } && instant.Seconds >= firstSecond && instant.Seconds < endSecond && instant.Nanos is >= 0 and <= 999_999_999;
}
