using System.Globalization;
using Shouldly;
using Tyokyky.Sandbox.Caseload;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Caseload;

public sealed class SyntheticIdsTests
{
    [Fact]
    public void Codes_are_unique_of_the_temporary_range_and_carry_the_right_check_character()
    {
        var persons = CaseloadGenerator.Draw(1, 500).Persons;

        foreach (var person in persons)
        {
            var code = person.PersonalIdentityCode;
            code.Length.ShouldBe(11);
            int.Parse(code[7..10], CultureInfo.InvariantCulture).ShouldBeInRange(900, 999);
            code[6].ShouldBe(person.Born.Year < 2000 ? '-' : 'A');
            code[..6].ShouldBe(person.Born.ToString("ddMMyy", CultureInfo.InvariantCulture));
            var rest = long.Parse(code[..6] + code[7..10], CultureInfo.InvariantCulture) % 31;
            code[10].ShouldBe("0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)rest]);
        }

        persons.Select(person => person.PersonalIdentityCode).ShouldBeUnique();
    }

    // Published test codes (Digital and Population Data Services Agency); the sign is not part of the check sum.
    [Theory]
    [InlineData(1994, 5, 1, false, 903, "010594-9032")]
    [InlineData(2016, 5, 1, false, 903, "010516A903X")]
    public void The_check_character_is_the_published_one(int year, int month, int day, bool female, int individual, string code) =>
        SyntheticIds.PersonalIdentityCode(new DateOnly(year, month, day), female, (individual - 900) / 2).ShouldBe(code);

    [Fact]
    public void Business_ids_are_unique_and_carry_the_right_check_digit()
    {
        var ids = CaseloadGenerator.Draw(1, 500).Employers.Select(employer => employer.BusinessId).ToArray();

        ids.ShouldBeUnique();
        foreach (var id in ids)
        {
            int[] weights = [7, 9, 10, 5, 8, 4, 2];
            var rest = weights.Select((weight, i) => weight * (id[i] - '0')).Sum() % 11;
            (id[8] - '0').ShouldBe(rest == 0 ? 0 : 11 - rest, id);
        }
    }

    [Fact]
    public void A_request_id_is_a_uuid_of_its_step()
    {
        var one = SyntheticIds.RequestId("rovaniemi", "person-1/accept");

        Guid.TryParseExact(one, "D", out var id).ShouldBeTrue();
        id.Version.ShouldBe(8);
        SyntheticIds.RequestId("rovaniemi", "person-1/accept").ShouldBe(one);
        SyntheticIds.RequestId("rovaniemi", "person-2/accept").ShouldNotBe(one);
        SyntheticIds.RequestId("demo-1-70", "person-1/accept").ShouldNotBe(one);
    }
}
