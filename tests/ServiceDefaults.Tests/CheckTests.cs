using System.Net;
using Google.Protobuf.WellKnownTypes;
using Tyokyky.Testing.V1;

namespace Tyokyky.ServiceDefaults.Tests;

public sealed class CheckTests
{
    public static TheoryData<string, Action<Check>> Wrong => new()
    {
        { "FIELD_REQUIRED", check => check.Required("f", " ") },
        { "FIELD_REQUIRED", check => check.Required("f", (object?)null) },
        { "FIELD_REQUIRED", check => check.NotEmpty("f", Array.Empty<int>()) },
        { "FIELD_REQUIRED", check => check.Uuid("f", "") },
        { "UUID_INVALID", check => check.Uuid("f", "{0190a0c2-7c3e-7d2b-9a44-3f5c5b1b9c11}") },
        { "UUID_INVALID", check => check.OptionalUuid("f", "0190a0c27c3e7d2b9a443f5c5b1b9c11") },
        { "TEXT_TOO_LONG", check => check.MaxLength("f", "abc", 2) },
        { "TOO_MANY_VALUES", check => check.MaxCount("f", [1, 2, 3], 2) },
        { "FIELD_REQUIRED", check => check.Day("f", null) },
        { "DAY_INVALID", check => check.OptionalDay("f", new Date { Year = 2026, Month = 13, Day = 1 }) },
        { "DAY_INVALID", check => check.Day("f", new Date { Year = 2026, Month = 4 }) },
        { "INSTANT_INVALID", check => check.Instant("f", new Timestamp { Seconds = long.MaxValue }) },
        { "INSTANT_INVALID", check => check.Instant("f", new Timestamp { Nanos = -1 }) },
        { "FIELD_REQUIRED", check => check.Specified("f", default(HttpStatusCode)) },
        { "VALUE_UNKNOWN", check => check.Specified("f", (HttpStatusCode)77) },
        { "NUMBER_OUT_OF_RANGE", check => check.Range("f", 241, 0, 240) },
        { "CHECK_CHARACTER_WRONG", check => check.That(false, "f", "CHECK_CHARACTER_WRONG", "…") },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_check_refuses_with_its_own_reason(string reason, Action<Check> checks)
    {
        var refused = Should.Throw<DomainException>(() => Check.Shape(checks));

        (refused.Kind, refused.Reason, refused.Metadata["field"]).ShouldBe((ErrorKind.InvalidArgument, reason, "f"));
    }

    [Fact]
    public void A_value_of_a_list_is_named_by_its_index() =>
        Should.Throw<DomainException>(() => Check.Shape(check => check.Uuids("f", [Guid.CreateVersion7().ToString(), "x"]))).FieldViolations.ShouldHaveSingleItem().Field.ShouldBe("f[1]");

    [Fact]
    public void A_period_ends_no_earlier_than_it_begins()
    {
        var (first, last) = (new Date { Year = 2026, Month = 3, Day = 2 }, new Date { Year = 2026, Month = 3, Day = 1 });

        Check.Shape(check => check.OptionalPeriod(first, first).OptionalPeriod(null, last).OptionalPeriod(first, null));
        Should.Throw<DomainException>(() => Check.Shape(check => check.OptionalPeriod(first, last))).Reason.ShouldBe("PERIOD_INVALID");
        Should.Throw<DomainException>(() => Check.Shape(check => check.OptionalValidity(first, last))).FieldViolations.ShouldHaveSingleItem().ShouldBe(new FieldViolation("valid_to", "DAY_BEFORE_START", "a day not before valid_from"));
    }

    [Fact]
    public void One_wrong_field_says_in_every_way_what_would_be_right()
    {
        var refused = DomainException.Field("f", "TIME_NOT_OFFERED", "one of the offered times", ("offered", "3"));

        (refused.Kind, refused.Reason, refused.Message).ShouldBe((ErrorKind.InvalidArgument, "TIME_NOT_OFFERED", "f should be one of the offered times."));
        (refused.Metadata["field"], refused.Metadata["offered"]).ShouldBe(("f", "3"));
        refused.FieldViolations.ShouldHaveSingleItem().ShouldBe(new FieldViolation("f", "TIME_NOT_OFFERED", "one of the offered times"));
    }

    [Fact]
    public void What_is_right_passes() => Check.Shape(check => check
        .Required("a", "x").Uuid("b", Guid.CreateVersion7().ToString()).OptionalUuid("c", "").MaxLength("d", null, 0)
        .Day("e", new Date { Year = 2024, Month = 2, Day = 29 }).OptionalDay("f", null).Instant("g", new Timestamp { Seconds = 1 }).Specified("h", HttpStatusCode.OK).Range("i", 240, 0, 240));

    [Fact]
    public void Fields_inside_are_named_with_their_path()
    {
        var requests = new[] { new EchoRequest { Id = "ok" }, new EchoRequest() };

        var refused = Should.Throw<DomainException>(() => Check.Shape(check => check
            .Each("echoes", requests, static (inner, echo) => inner.Required("id", echo.Id).Within("deeper", echo, static (deep, same) => deep.Required("text", same.Text)))
            .Within("absent", (EchoRequest?)null, static (inner, echo) => inner.Required("id", echo.Id))));

        refused.FieldViolations.Select(violation => violation.Field).ShouldBe(["echoes[0].deeper.text", "echoes[1].id", "echoes[1].deeper.text"]);
    }

    [Fact]
    public void A_field_is_told_once_with_what_to_mend_first()
    {
        var refused = Should.Throw<DomainException>(() => Check.Shape(check => check.Required("id", "").MaxLength("id", "xxx", 1).Required("text", "")));

        refused.FieldViolations.Select(violation => (violation.Field, violation.Reason)).ShouldBe([("id", "FIELD_REQUIRED"), ("text", "FIELD_REQUIRED")]);
    }
}
