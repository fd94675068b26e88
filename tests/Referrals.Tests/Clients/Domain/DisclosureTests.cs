using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Clients;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients.Domain;

public sealed class DisclosureTests
{
    private static readonly DateOnly today = new(2026, 11, 22);

    [Fact]
    public void Within_one_organisation_nothing_is_disclosed() =>
        Disclosure.Decide("benefits", Question() with { To = "a" }, []).Basis.ShouldBe(DisclosureBasis.OwnRegister);

    [Theory]
    [InlineData(PermissionKind.Consent, DisclosureBasis.Consent)]
    [InlineData(PermissionKind.DisclosurePermission, DisclosureBasis.DisclosurePermission)]
    public void What_the_client_gave_allows(PermissionKind kind, DisclosureBasis basis) =>
        Disclosure.Decide("health-conclusions", Question(), [Given(kind, "health-conclusions")]).Basis.ShouldBe(basis);

    [Fact]
    public void All_covers_every_scope_and_one_scope_only_itself()
    {
        Disclosure.Decide("health-conclusions", Question(), [Given(PermissionKind.Consent, "all")]).Allowed.ShouldBeTrue();
        Disclosure.Decide("health-conclusions", Question(), [Given(PermissionKind.Consent, "work-ability-plan")]).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void A_permission_is_valid_from_its_first_to_its_last_day_one_way_and_until_withdrawn()
    {
        var given = Given(PermissionKind.Consent, "all") with { ValidFrom = today, ValidTo = today };
        Disclosure.Decide("benefits", Question(), [given]).Allowed.ShouldBeTrue();
        Disclosure.Decide("benefits", Question() with { Day = today.AddDays(-1) }, [given]).Allowed.ShouldBeFalse();
        Disclosure.Decide("benefits", Question() with { Day = today.AddDays(1) }, [given]).Allowed.ShouldBeFalse();
        Disclosure.Decide("benefits", Question() with { From = "b", To = "a" }, [given]).Allowed.ShouldBeFalse();
        Disclosure.Decide("benefits", Question(), [given with { WithdrawnAt = DateTimeOffset.UnixEpoch }]).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void A_prohibition_goes_before_permissions_whatever_their_number()
    {
        var decision = Disclosure.Decide("benefits", Question(), [Given(PermissionKind.Consent, "benefits"), Given(PermissionKind.Prohibition, "all"), Given(PermissionKind.DisclosurePermission, "benefits")]);

        decision.Allowed.ShouldBeFalse();
        decision.Permission!.Kind.ShouldBe(PermissionKind.Prohibition);
    }

    [Fact]
    public void Between_care_organisations_the_disclosure_permission_is_missing_elsewhere_the_consent()
    {
        Disclosure.Decide("health-conclusions", Question("hospital", "health-centre"), []).Missing.ShouldBe([DisclosureMissing.DisclosurePermission]);
        Disclosure.Decide("health-conclusions", Question("hospital", "kela"), []).Missing.ShouldBe([DisclosureMissing.Consent]);
    }

    [Theory]
    [InlineData("2026-11-22", "multi-professional-support")]
    [InlineData("2025-01-01", "multi-professional-support")]
    [InlineData("2024-12-31", "multi-professional-service")]
    public void The_law_of_the_day_opens_what_multi_professional_support_needs(string day, string law) =>
        Disclosure.Decide("benefits", Question("kela", "municipality") with { Services = ["coordination"], Day = DateOnly.Parse(day) }, []).Law!.Code.ShouldBe(law);

    [Fact]
    public void The_law_needs_a_referral_for_its_service_and_that_is_told()
    {
        Disclosure.Decide("benefits", Question("kela", "municipality"), []).Missing.ShouldBe([DisclosureMissing.Consent, DisclosureMissing.Referral]);
        Disclosure.Decide("benefits", Question("kela", "municipality") with { Services = ["oral-health"] }, []).Allowed.ShouldBeFalse();
        Disclosure.Decide("health-conclusions", Question("kela", "municipality") with { Services = ["coordination"] }, []).Allowed.ShouldBeFalse();
    }

    [Fact]
    public void A_referral_opens_how_to_reach_the_client_unless_there_is_a_non_disclosure_order()
    {
        var referred = Question() with { Services = ["peer-support"] };
        Disclosure.Decide("contact-details", referred, []).Allowed.ShouldBeTrue();
        Disclosure.Decide("contact-details", referred with { NonDisclosure = true }, []).Allowed.ShouldBeFalse();
        Disclosure.Decide("contact-details", referred with { NonDisclosure = true }, [Given(PermissionKind.Consent, "contact-details")]).Allowed.ShouldBeTrue();
    }

    private static DisclosureQuestion Question(string fromKind = "association", string toKind = "foundation") => new("a", fromKind, "b", toKind, [], NonDisclosure: false, today);

    private static InformationPermission Given(PermissionKind kind, string scope) => new()
    {
        Id = Guid.NewGuid(),
        ClientId = Guid.NewGuid(),
        Kind = kind,
        Scope = scope,
        FromOrganisation = "a",
        ToOrganisation = "b",
        ValidFrom = new DateOnly(2026, 1, 1),
        ValidTo = null,
    };
}
