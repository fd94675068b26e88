using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Networks;

public sealed class NetworkContactTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private readonly string prefix = "Verkosto " + Guid.NewGuid().ToString("N")[..6];

    private NetworksService.NetworksServiceClient Networks => new(host.As(Role.Coordinator, ReferralsHost.City));

    [Fact]
    public async Task Contacts_are_picked_by_topic_municipality_and_language_page_by_page()
    {
        var sote = await ProfessionalAsync("Äijälä", "sv");
        await NamedAsync(await ProfessionalAsync("Aho"), ["benefits"]);
        await NamedAsync(sote, ["benefits", "rehabilitation"], "698");
        await NamedAsync(await ProfessionalAsync("Öhman"), ["benefits"], "320");

        var first = await Networks.ListNetworkContactsAsync(new ListNetworkContactsRequest { NamePrefix = prefix, Topic = "benefits", Municipality = "698", PageSize = 1 });
        var second = await Networks.ListNetworkContactsAsync(new ListNetworkContactsRequest { NamePrefix = prefix, Topic = "benefits", Municipality = "698", PageSize = 1, PageToken = first.NextPageToken });

        // Who is named for no municipality is for all.
        first.NetworkContacts.Concat(second.NetworkContacts).Select(contact => contact.Name).ShouldBe([$"{prefix} Aho", $"{prefix} Äijälä"]);
        second.NextPageToken.ShouldBeEmpty();
        var swedish = (await Networks.ListNetworkContactsAsync(new ListNetworkContactsRequest { NamePrefix = prefix, Language = "sv", Topic = "rehabilitation" })).NetworkContacts.ShouldHaveSingleItem();
        (swedish.ProfessionalId, swedish.OrganisationName, swedish.Phone).ShouldBe((sote, "Esimerkkikunnan työkyvyn tuki", "020 000"));
    }

    [Fact]
    public async Task A_contact_goes_to_a_colleague_and_ends_on_its_day()
    {
        var contact = await NamedAsync(await ProfessionalAsync("Ensimmäinen"), ["employment"]);

        var changed = (await Networks.RegisterNetworkContactAsync(new RegisterNetworkContactRequest
        {
            NetworkContactId = contact.NetworkContactId,
            ProfessionalId = await ProfessionalAsync("Toinen"),
            Topics = { "employment" },
            ValidTo = Day(2026, 6),
            Etag = contact.Etag,
        })).NetworkContact;

        changed.Name.ShouldEndWith("Toinen");
        (await Networks.ListNetworkContactsAsync(new ListNetworkContactsRequest { NamePrefix = prefix, ValidOn = Day(2026, 5) })).NetworkContacts.ShouldHaveSingleItem().NetworkContactId.ShouldBe(contact.NetworkContactId);
        (await Networks.ListNetworkContactsAsync(new ListNetworkContactsRequest { NamePrefix = prefix, ValidOn = Day(2027, 1) })).NetworkContacts.ShouldBeEmpty();
        await Networks.RegisterNetworkContactAsync(new RegisterNetworkContactRequest { NetworkContactId = contact.NetworkContactId, ProfessionalId = changed.ProfessionalId, Topics = { "employment" }, Etag = contact.Etag })
            .ShouldFail(StatusCode.Aborted, "ETAG_STALE");
    }

    [Fact]
    public async Task A_contact_that_is_named_for_the_first_time_has_no_etag()
    {
        var request = new RegisterNetworkContactRequest { ProfessionalId = await ProfessionalAsync("Uusi"), Topics = { "employment" }, Etag = "AAAA" };

        var refusal = await Networks.RegisterNetworkContactAsync(request).ShouldFail(StatusCode.InvalidArgument, "ETAG_UNEXPECTED");

        refusal.Metadata["field"].ShouldBe("etag");
        (await Networks.ListNetworkContactsAsync(new ListNetworkContactsRequest { NamePrefix = prefix })).NetworkContacts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_organisation_names_its_own_people_alone()
    {
        var professional = await ProfessionalAsync("Oma");
        var stranger = new NetworksService.NetworksServiceClient(host.As(Role.Coordinator, ReferralsHost.Stranger));
        var request = new RegisterNetworkContactRequest { ProfessionalId = professional, Topics = { "benefits" } };

        await stranger.RegisterNetworkContactAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        request.ProfessionalId = Guid.NewGuid().ToString();
        await stranger.RegisterNetworkContactAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await new NetworksService.NetworksServiceClient(host.As(Role.Operator)).RegisterNetworkContactAsync(request).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_PROFESSIONAL");
        await Networks.RegisterNetworkContactAsync(new RegisterNetworkContactRequest { ProfessionalId = professional }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
    }

    private static Date Day(int year, int month) => new() { Year = year, Month = month, Day = 1 };

    private async System.Threading.Tasks.Task<NetworkContact> NamedAsync(string professional, string[] topics, params string[] municipalities) =>
        (await Networks.RegisterNetworkContactAsync(new RegisterNetworkContactRequest { ProfessionalId = professional, Topics = { topics }, Municipalities = { municipalities } })).NetworkContact;

    private async System.Threading.Tasks.Task<string> ProfessionalAsync(string name, string language = "fi") =>
        (await new OrganisationsService.OrganisationsServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).RegisterProfessionalAsync(new RegisterProfessionalRequest
        {
            OrganisationId = ReferralsHost.City,
            Name = $"{prefix} {name}",
            Profession = "social-worker",
            Languages = { language },
            Phone = "020 000",
        })).Professional.ProfessionalId;
}
