using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Organisations;

/// <summary>The API tells old names with their days, and what they mean.</summary>
public sealed class OldNamesServedTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private static readonly Date last = new() { Year = 2024, Month = 12, Day = 31 };
    private static readonly Date first = new() { Year = 2025, Month = 1, Day = 1 };

    private CodeSystemsService.CodeSystemsServiceClient Codes => new(host.As(Role.Coordinator));

    [Fact]
    public async Task A_code_tells_what_it_took_the_place_of()
    {
        var now = (await Codes.ListCodesAsync(new ListCodesRequest { CodeSystem = "organisation-kind", ValidOn = first })).Codes;
        var then = (await Codes.ListCodesAsync(new ListCodesRequest { CodeSystem = "organisation-kind", ValidOn = last })).Codes;

        var old = now.Single(code => code.Code_ == "employment-authority").OldCodes.ShouldHaveSingleItem();
        (old.Code, old.LabelFi, old.LabelSv, old.ValidTo, old.ReplacedBy).ShouldBe(("te-office", "TE-toimisto", "TE-byrå", last, "employment-authority"));
        now.ShouldNotContain(code => code.Code_ == "te-office");
        then.Single(code => code.Code_ == "te-office").ReplacedBy.ShouldBe("employment-authority");
        then.Single(code => code.Code_ == "te-office").Properties.ShouldBe(["sanctions"]);
    }

    [Fact]
    public async Task An_old_code_or_name_is_resolved_to_the_days()
    {
        foreach (var called in new[] { "te-office", "TE-toimisto", "te-byrå", "TE Office" })
        {
            var after = await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "organisation-kind", CodeOrName = called, ValidOn = first });
            var before = await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "organisation-kind", CodeOrName = called, ValidOn = last });
            var today = await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "organisation-kind", CodeOrName = called });

            (after.Code.Code_, after.Asked.Code, before.Code.Code_, before.Asked, today.Code.Code_).ShouldBe(("employment-authority", "te-office", "te-office", null, "employment-authority"));
        }

        await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "organisation-kind", CodeOrName = "employment-authority", ValidOn = last }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
        await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "organisation-kind", CodeOrName = "kuntayhtyma-x" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE");
        await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "kinds", CodeOrName = "x" }).ShouldFail(StatusCode.InvalidArgument, "UNKNOWN_CODE_SYSTEM");
        await Codes.ResolveCodeAsync(new ResolveCodeRequest { CodeSystem = "organisation-kind", CodeOrName = "te-office", ValidOn = new Date { Year = 2026, Month = 2, Day = 30 } }).ShouldFail(StatusCode.InvalidArgument, "DAY_INVALID");
    }

    [Fact]
    public async Task Organisations_are_asked_for_by_an_old_name()
    {
        var operators = new OrganisationsService.OrganisationsServiceClient(host.As(Role.Operator));
        await operators.RegisterOrganisationAsync(new RegisterOrganisationRequest { OrganisationId = World.Offered, Name = "Työvoimaviranomainen", Kind = "employment-authority" });

        (await operators.ListOrganisationsAsync(new ListOrganisationsRequest { Kind = "TE-toimisto" })).Organisations.ShouldContain(one => one.OrganisationId == World.Offered);
        await operators.RegisterOrganisationAsync(new RegisterOrganisationRequest { OrganisationId = World.Elsewhere, Name = "TE-toimisto", Kind = "te-office" }).ShouldFail(StatusCode.InvalidArgument, "CODE_NOT_VALID_THEN");
    }
}
