namespace Tyokyky.ServiceDefaults.Tests;

/// <summary>How a refusal is told to people, and to programs that read texts.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("fi", "Päivä ei voi olla ennen edellistä tapahtumaa (aikaisintaan 5.3.2027).")]
    [InlineData("sv", "Dagen kan inte vara före den föregående händelsen (tidigast 5.3.2027).")]
    [InlineData("en", "The day cannot be before what happened last (not before 5 March 2027).")]
    public void A_day_is_written_as_people_write_it(string language, string words) =>
        Refused("DAY_BEFORE_PREVIOUS", ("not_before", "2027-03-05")).Localized!.In(language).ShouldBe(words);

    [Theory]
    [InlineData("fi", "Aika ei voi olla ennen edellistä tapahtumaa (aikaisintaan 5.3.2027 klo 10.30).")]
    [InlineData("sv", "Tiden kan inte vara före den föregående händelsen (tidigast 5.3.2027 kl. 10.30).")]
    [InlineData("en", "The time cannot be before what happened last (not before 5 March 2027 at 10:30).")]
    public void A_time_is_that_of_a_clock_in_Finland(string language, string words) =>
        Refused("EFFECTIVE_TIME_BEFORE_PREVIOUS", ("not_before", "2027-03-05T08:30:00.123456Z")).Localized!.In(language).ShouldBe(words);

    [Fact]
    public void What_a_refusal_does_not_know_it_does_not_mention() =>
        Refused("DAY_BEFORE_PREVIOUS").Localized!.In("fi").ShouldBe("Päivä ei voi olla ennen edellistä tapahtumaa.");

    [Fact]
    public void A_state_is_refused_in_the_words_of_its_own_reason()
    {
        var refusal = DomainException.Blocked("COACHING_NOT_STARTED", "COACHING_STATE", Guid.Empty, ("coaching_state", "open"));

        refusal.Message.ShouldBe("The coaching has not started yet. Start it first.");
        refusal.Preconditions.ShouldHaveSingleItem().Description.ShouldBe(refusal.Message);
    }

    [Theory]
    [InlineData("2027-03-05T10:30:00+02:00", "2027-03-05T08:30:00Z")]
    [InlineData("2027-03-05T08:30:00.1234567Z", "2027-03-05T08:30:00.123456Z")]
    public void An_instant_has_one_form(string instant, string text)
    {
        Rfc3339.Text(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(text);
        Rfc3339.TryParse(text, out _).ShouldBeTrue();
        Rfc3339.TryParse("2027-03-05T08:30:00.1234567+00:00", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("awaiting-capacity", "CODE_NOT_VALID_THEN")]
    [InlineData("no-such-reason", "UNKNOWN_CODE")]
    public void A_code_of_other_days_is_no_unknown_code(string code, string reason)
    {
        var day = new DateOnly(2019, 11, 15);

        var refused = Should.Throw<DomainException>(() => Check.Shape(check => check.Code("reason", code, "hold-reason", day)));
        Should.Throw<DomainException>(() => Check.Shape(check => check.Codes("reason", [code], "hold-reason", day))).Reason.ShouldBe(reason);

        refused.Reason.ShouldBe(reason);
        refused.Message.ShouldContain("2019-11-15");
    }

    // As grpc-js reads it: decodeURI leaves what RFC 3986 reserves.
    [Theory]
    [InlineData("a: b, c/d; e=f (\"g\")", "a: b, c/d; e=f (\"g\")")]
    [InlineData("100 %", "100 %25")]
    [InlineData("Y-tunnus …\n", "Y-tunnus %E2%80%A6%0A")]
    public void A_message_is_encoded_no_further_than_the_protocol_asks(string message, string header) => GrpcMessage.Encode(message).ShouldBe(header);

    private static DomainException Refused(string reason, params (string Key, string Value)[] metadata) => new(ErrorKind.InvalidArgument, reason, "…", metadata);
}
