using Shouldly;
using Tyokyky.Referrals.Clients;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients.Domain;

public sealed class PersonalIdentityCodeTests
{
    // Published test codes of the Digital and Population Data Services Agency (DVV), one per sign.
    [Theory]
    [InlineData("010594Y9032", 1994)]
    [InlineData("020594X903P", 1994)]
    [InlineData("030594W903B", 1994)]
    [InlineData("040594V9030", 1994)]
    [InlineData("050594U903M", 1994)]
    [InlineData("010516B903X", 2016)]
    [InlineData("020516C903K", 2016)]
    [InlineData("030516D9037", 2016)]
    [InlineData("010501E9032", 2001)]
    [InlineData("020503F9037", 2003)]
    [InlineData("020504A902E", 2004)]
    public void Every_sign_of_the_published_test_codes_is_accepted(string text, int year)
    {
        var (code, wrong) = PersonalIdentityCode.Parse(text);

        wrong.ShouldBeNull();
        code!.BirthDate.Year.ShouldBe(year);
        code.IsTemporary.ShouldBeTrue();
    }

    [Fact]
    public void The_old_form_with_a_hyphen_is_accepted_in_either_case()
    {
        PersonalIdentityCode.Parse("131052-308T").Code!.BirthDate.ShouldBe(new DateOnly(1952, 10, 13));
        PersonalIdentityCode.Parse("131052-308t").Code!.IsTemporary.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "LENGTH")]
    [InlineData("010594Y903", "LENGTH")]
    [InlineData("310294Y9032", "DATE")]
    [InlineData("0105x4Y9032", "DATE")]
    [InlineData("010594Z9032", "SIGN")]
    [InlineData("010594Y001A", "INDIVIDUAL_NUMBER")]
    [InlineData("010594Y9O32", "INDIVIDUAL_NUMBER")]
    [InlineData("010190-999X", "CHECK_CHARACTER")]
    [InlineData("010594Y9033", "CHECK_CHARACTER")]
    public void A_wrong_code_is_refused_by_its_wrong_part(string text, string part) => PersonalIdentityCode.Parse(text).WrongPart.ShouldBe(part);

    [Fact]
    public void Codes_that_differ_in_the_sign_alone_are_different_persons() =>
        PersonalIdentityCode.Parse("010594Y9032").Code!.Value.ShouldNotBe(PersonalIdentityCode.Parse("010594X9032").Code!.Value);

    [Fact]
    public void A_code_never_shows_itself_as_text() => PersonalIdentityCode.Parse("010594Y9032").Code!.ToString().ShouldNotContain("9032");
}
