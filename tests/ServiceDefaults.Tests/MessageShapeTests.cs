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
        { "name", "FIELD_REQUIRED", shaped => shaped.Name = "\u200B\u00AD" },
        { "name", "TEXT_INVALID", shaped => shaped.Name = "a\0b" },
        { "line", "TEXT_INVALID", shaped => shaped.Line = "a\u001Bb" },
        { "prose", "TEXT_INVALID", shaped => shaped.Prose = "a\u009Fb" },
        { "lines[1]", "TEXT_INVALID", shaped => shaped.Lines.Add(["a", "\uD83E"]) },
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
        { "day", "DAY_INVALID", shaped => shaped.Day = new Date { Year = 1799, Month = 12, Day = 31 } },
        { "day", "DAY_INVALID", shaped => shaped.Day = new Date { Year = 9999, Month = 12, Day = 31 } },
        { "at", "INSTANT_INVALID", shaped => shaped.At = new Timestamp() },
        { "at", "INSTANT_INVALID", shaped => shaped.At = new Timestamp { Seconds = 253402300799 } },
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

    [Theory]
    [InlineData("A\u0308iti", "\u00C4iti")]
    [InlineData("\u212Bland a\u030A", "\u00C5land \u00E5")]
    [InlineData("e\u0302\u0323 e\u0323\u0302 \u00EA\u0323", "\u1EC7 \u1EC7 \u1EC7")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData(" Matti ", "Matti")]
    [InlineData("\u00A0\u200BMatti\uFEFF\u2003", "Matti")]
    [InlineData("Matti\r\nMeik\u00E4l\u00E4inen", "Matti Meik\u00E4l\u00E4inen")]
    [InlineData("\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469")]
    [InlineData("\u200B", "")]
    [InlineData("\u3164 \u2800\uFE0F", "")]
    public void A_text_has_one_spelling_when_it_is_checked_and_afterwards(string sent, string kept)
    {
        var shaped = Right(one => (one.Line, one.Id, one.Inner) = (sent, $" {id.ToUpperInvariant()}", Right(inner => inner.Lines.Add(sent))));

        Check.Shape(shaped, null);

        (shaped.Line, shaped.Id, shaped.Inner.Lines[0]).ShouldBe((kept, id, kept));
    }

    [Fact]
    public void Prose_keeps_its_lines_under_one_line_end()
    {
        var shaped = Right(one => one.Prose = "\n yksi\r\nkaksi\rkolme\u2028\tnelj\u00E4\n\n");

        Check.Shape(shaped, null);

        shaped.Prose.ShouldBe("yksi\nkaksi\nkolme\n\tnelj\u00E4");
    }

    [Fact]
    public void Every_letter_that_Unicode_composes_is_spelt_alike_composed_and_decomposed()
    {
        var composed = CanonicalTables.Compositions.Chunk(3).ToArray();

        composed.Length.ShouldBeGreaterThan(900);
        foreach (var of in composed)
        {
            CanonicalForm.Of($"{of[1]}{of[2]}").ShouldBe($"{of[0]}");
            CanonicalForm.Of($"{of[0]}").ShouldBe($"{of[0]}");
        }
    }

    [Fact]
    public void However_many_marks_a_letter_has_they_are_put_in_one_order()
    {
        var (above, below) = (new string('\u0307', 100_000), new string('\u0323', 100_000));

        CanonicalForm.Of("b" + above + below).ShouldBe(CanonicalForm.Of("b" + below + above));
    }

    [Fact]
    public void No_more_is_told_than_anybody_reads()
    {
        var refused = Should.Throw<DomainException>(() => Check.Shape(Right(shaped => shaped.Several.Add(Enumerable.Range(0, 500).Select(_ => new Shaped()))), null));

        var told = StatusDetails.Of(refused, "", "en").Details.Single(detail => detail.Is(Google.Rpc.BadRequest.Descriptor));
        told.Unpack<Google.Rpc.BadRequest>().FieldViolations.Count.ShouldBe(50);
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
