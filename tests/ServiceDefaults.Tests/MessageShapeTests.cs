using Google.Protobuf.WellKnownTypes;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

/// <summary>Shape rules of the contract, with our reasons and fields. Whether they mean what others read in them is Architecture.Tests' ShapeTests.</summary>
public sealed class MessageShapeTests
{
    private static readonly string id = Guid.CreateVersion7().ToString();

    public static TheoryData<string, string, Action<Shaped>> Wrong => new()
    {
        { "name", "FIELD_REQUIRED", shaped => shaped.Name = "" },
        { "name", "FIELD_REQUIRED", shaped => shaped.Name = "  " },
        { "name", "TEXT_TOO_LONG", shaped => shaped.Name = "abcd" },
        { "id", "FIELD_REQUIRED", shaped => shaped.Id = "" },
        { "id", "UUID_INVALID", shaped => shaped.Id = "{" + id + "}" },
        { "other_id", "UUID_INVALID", shaped => shaped.OtherId = "x" },
        { "ids", "FIELD_REQUIRED", shaped => shaped.Ids.Clear() },
        { "ids", "TOO_MANY_VALUES", shaped => shaped.Ids.Add([id, id]) },
        { "ids[1]", "UUID_INVALID", shaped => shaped.Ids.Add("x") },
        { "minutes", "NUMBER_OUT_OF_RANGE", shaped => shaped.Minutes = 0 },
        { "hours", "NUMBER_OUT_OF_RANGE", shaped => shaped.Hours = 25 },
        { "shade", "FIELD_REQUIRED", shaped => shaped.Shade = Shade.Unspecified },
        { "shade", "VALUE_UNKNOWN", shaped => shaped.Shade = (Shade)7 },
        { "day", "FIELD_REQUIRED", shaped => shaped.Day = null },
        { "day", "DAY_INVALID", shaped => shaped.Day = new Date { Year = 2026, Month = 2, Day = 29 } },
        { "day", "DAY_INVALID", shaped => shaped.Day = new Date() },
        { "at", "INSTANT_INVALID", shaped => shaped.At = new Timestamp() },
        { "inner.minutes", "NUMBER_OUT_OF_RANGE", shaped => shaped.Inner = Right(inner => inner.Minutes = 61) },
        { "several[1].inner.id", "FIELD_REQUIRED", shaped => shaped.Several.Add([Right(), Right(one => one.Inner = Right(inner => inner.Id = ""))]) },
    };

    [Fact]
    public void What_is_right_passes() => Check.Shape(
        Right(shaped =>
        {
            shaped.Name = "\U0001F9FE\U0001F9FE\U0001F9FE";
            shaped.OtherId = id;
            shaped.Hours = 0;
            shaped.At = new Timestamp { Seconds = 1 };
            shaped.Inner = Right();
        }),
        null);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_rule_refuses_its_field_with_its_reason(string field, string reason, Action<Shaped> spoil)
    {
        var refused = Should.Throw<DomainException>(() => Check.Shape(Right(spoil), null));

        refused.FieldViolations.Select(violation => (violation.Field, violation.Reason)).ShouldBe([(field, reason)]);
    }

    [Fact]
    public void What_the_contract_and_the_use_case_find_is_told_at_once()
    {
        var refused = Should.Throw<DomainException>(() => Check.Shape(Right(shaped => shaped.Name = ""), (_, check) => check.That(false, "shade", "UNKNOWN_CODE", "another")));

        refused.FieldViolations.Select(violation => violation.Field).ShouldBe(["name", "shade"]);
    }

    [Fact]
    public void A_rule_that_nothing_enforces_is_refused_when_it_is_compiled() =>
        Should.Throw<NotSupportedException>(() => MessageShape.Of(Unenforced.Descriptor)).Message.ShouldContain("has a rule that nothing enforces");

    private static Shaped Right(Action<Shaped>? change = null)
    {
        var shaped = new Shaped { Name = "abc", Id = id, Ids = { id }, Minutes = 60, Shade = Shade.Dark, Day = new Date { Year = 2026, Month = 2, Day = 28 } };
        change?.Invoke(shaped);
        return shaped;
    }
}
