using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>Two spellings of one thing are one.</summary>
public sealed class SpellingTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    // a and the ring above it as two characters, as some systems keep it.
    private const string DecomposedName = "A\u030Akerman-Spelt";

    [Fact]
    public async Task A_name_in_decomposed_letters_is_found_by_composed_ones_and_the_other_way_round()
    {
        var person = host.NewPerson();
        person.FamilyName = $"  {DecomposedName}\u00A0";

        var client = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client;

        client.FamilyName.ShouldBe("\u00C5kerman-Spelt");
        foreach (var prefix in new[] { "\u00C5kerman-S", "A\u030Akerman-S" })
        {
            (await host.AgencyRegister.FindClientsAsync(new FindClientsRequest { FamilyNamePrefix = prefix })).Clients.ShouldHaveSingleItem().ClientId.ShouldBe(client.ClientId);
        }
    }

    [Fact]
    public async Task A_repeat_with_its_request_id_in_capitals_is_the_same_request()
    {
        var request = new RegisterClientRequest { Client = host.NewPerson(), RequestId = Guid.NewGuid().ToString() };
        var first = await host.AgencyRegister.RegisterClientAsync(request);
        request.RequestId = request.RequestId.ToUpperInvariant();

        (await host.AgencyRegister.RegisterClientAsync(request)).ShouldBe(first);
    }

    [Fact]
    public async Task A_name_that_shows_nothing_is_missing_and_a_control_character_is_refused_by_field()
    {
        var person = host.NewPerson();
        (person.GivenNames, person.FamilyName) = ("\u200B", "Vir\u0000tanen");

        var refusal = await Refused(person);

        refusal.BadRequest!.FieldViolations.Select(each => (each.Field, each.Description.Split(':')[0])).ShouldBe(
            [("client.given_names", "FIELD_REQUIRED"), ("client.family_name", "TEXT_INVALID")], ignoreOrder: true);
    }

    private async Task<Refusal> Refused(ClientDetails person) =>
        Refusal.Of(await Should.ThrowAsync<RpcException>(async () => await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })));
}
