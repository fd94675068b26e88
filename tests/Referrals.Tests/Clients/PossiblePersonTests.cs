using Google.Type;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>Nobody is registered, coded or merged who cannot be.</summary>
public sealed class PossiblePersonTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private DateOnly Today => FinnishTime.DayOf(host.Now);

    [Theory]
    [InlineData("2099-01-01")]
    [InlineData("2500-01-01")]
    [InlineData("1801-01-01")]
    [InlineData("tomorrow")]
    [InlineData("131 years ago")]
    public async Task Nobody_is_born_on_a_day_to_come_or_longer_ago_than_anybody_lives(string when)
    {
        var day = when switch { "tomorrow" => Today.AddDays(1), "131 years ago" => Today.AddYears(-131), _ => DateOnly.ParseExact(when, "yyyy-MM-dd") };
        var person = Born(day);
        var known = await RegisterAsync(Born(Today.AddYears(-40)));
        var referral = host.NewReferral();
        referral.NewClient = person;

        await RefusedAsync(host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person }), "client.birth_date");
        await RefusedAsync(host.AgencyReferrals.SubmitReferralAsync(referral), "new_client.birth_date");
        await RefusedAsync(
            host.AgencyRegister.UpdateClientAsync(new UpdateClientRequest { ClientId = known.ClientId, Client = person, UpdateMask = new() { Paths = { "birth_date" } } }), "client.birth_date");

        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = known.ClientId })).Client.ShouldBe(known);
    }

    [Fact]
    public async Task The_new_born_and_the_oldest_of_all_are_persons()
    {
        (await RegisterAsync(Born(Today))).BirthDate.ShouldBe(Today.ToDate());
        (await RegisterAsync(Born(Today.AddYears(-122)))).BirthDate.ShouldBe(Today.AddYears(-122).ToDate());
    }

    [Fact]
    public async Task A_code_of_somebody_who_is_not_born_yet_is_nobody_s()
    {
        var code = Code(new DateOnly(2090, 1, 1), 'A');
        var person = host.NewPerson();
        person.PersonalIdentityCode = code;
        var known = await RegisterAsync(Born(Today.AddYears(-40)));

        await RefusedAsync(host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person }), "client.personal_identity_code");
        await RefusedAsync(host.AgencyRegister.AddPersonalIdentityCodeAsync(new AddPersonalIdentityCodeRequest { ClientId = known.ClientId, PersonalIdentityCode = code }), "personal_identity_code");
        await RefusedAsync(host.AgencyRegister.FindClientsAsync(new FindClientsRequest { PersonalIdentityCode = code }), "personal_identity_code");
    }

    [Fact]
    public async Task A_code_of_somebody_of_another_age_is_said_to_be_that_whoever_else_has_it()
    {
        var person = host.NewPerson();
        await RegisterAsync(person);
        var other = await RegisterAsync(Born(Today.AddYears(-20)));

        await host.AgencyRegister.AddPersonalIdentityCodeAsync(new AddPersonalIdentityCodeRequest { ClientId = other.ClientId, PersonalIdentityCode = person.PersonalIdentityCode })
            .ShouldFail(StatusCode.InvalidArgument, "BIRTH_DATE_DISAGREES");
    }

    [Fact]
    public async Task Who_is_found_by_a_code_under_other_names_is_answered_with_what_differs()
    {
        var person = host.NewPerson();
        await RegisterAsync(person);
        var other = new ClientDetails(person) { FamilyName = "Toinen", GivenNames = "TESTI TAPAUS", Municipality = "" };
        var referral = host.NewReferral();
        referral.NewClient = other;

        var found = await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = other });

        (found.Found, found.Client.FamilyName, found.Client.Municipality).ShouldBe((true, "Esimerkki", "698"));
        found.DifferingFields.ShouldBe(["family_name"]);
        (await host.AgencyReferrals.SubmitReferralAsync(referral)).DifferingClientFields.ShouldBe(["family_name"]);
        (await host.AgencyReferrals.SaveDraftAsync(new SaveDraftRequest { NewClient = other })).DifferingClientFields.ShouldBe(["family_name"]);
        (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).DifferingFields.ShouldBeEmpty();
        (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).DifferingFields.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_were_born_on_different_days_are_made_one_when_the_day_is_said_again()
    {
        var (old, young) = (await RegisterAsync(Born(Today.AddYears(-70))), await RegisterAsync(Born(Today.AddYears(-20))));
        var merge = new MergeClientsRequest { KeptClientId = old.ClientId, MergedClientId = young.ClientId, Reason = "Sama henkilö" };

        await host.AgencyRegister.MergeClientsAsync(merge).ShouldFail(StatusCode.FailedPrecondition, "BIRTH_DATES_DIFFER");
        await host.AgencyRegister.MergeClientsAsync(new MergeClientsRequest(merge) { BirthDate = young.BirthDate }).ShouldFail(StatusCode.InvalidArgument, "BIRTH_DATE_DISAGREES");
        (await host.AgencyRegister.MergeClientsAsync(new MergeClientsRequest(merge) { BirthDate = old.BirthDate })).Client.BirthDate.ShouldBe(old.BirthDate);
    }

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, string field) =>
        (await call.ShouldFail(StatusCode.InvalidArgument, "BIRTH_DATE_IMPOSSIBLE")).Metadata["field"].ShouldBe(field);

    private async Task<Client> RegisterAsync(ClientDetails person) => (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client;

    private static ClientDetails Born(DateOnly day) => new()
    {
        GivenNames = "Testi Tapaus",
        FamilyName = "Esimerkki",
        BirthDate = new Date { Year = day.Year, Month = day.Month, Day = day.Day },
        ContactLanguage = "fi",
        Register = "social-welfare",
    };

    private static string Code(DateOnly day, char sign)
    {
        var digits = $"{day:ddMMyy}900";
        return $"{digits[..6]}{sign}900{"0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(long.Parse(digits) % 31)]}";
    }
}
