using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>A personal identity code is taken in its own field alone, and refused in every other without being repeated.</summary>
public sealed class CodeInTextTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Theory]
    [InlineData("client.given_names")]
    [InlineData("client.family_name")]
    [InlineData("client.external_references[0].value")]
    [InlineData("client.contact_points[0].note")]
    [InlineData("client.representatives[0].name")]
    public async Task It_stands_neither_in_names_nor_in_references_nor_in_notes(string field)
    {
        var person = host.NewPerson();
        var text = "as. " + host.NewPerson().PersonalIdentityCode;
        switch (field)
        {
            case "client.given_names": person.GivenNames = text; break;
            case "client.family_name": person.FamilyName = text; break;
            case "client.external_references[0].value": person.ExternalReferences.Add(new ExternalReference { System = "asianhallinta", Value = text }); break;
            case "client.contact_points[0].note": person.ContactPoints.Add(new ContactPoint { Kind = ContactPointKind.Phone, Value = "040", Note = text }); break;
            default: person.Representatives.Add(new Representative { Kind = "guardian", Name = text }); break;
        }

        await RefusedAsync(host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person }), field, text);
    }

    [Theory]
    [InlineData("description")]
    [InlineData("reason_for_client")]
    [InlineData("external_references[0].system")]
    [InlineData("external_references[0].value")]
    public async Task Nor_in_what_a_referral_tells(string field)
    {
        var referral = host.NewReferral();
        var text = host.NewPerson().PersonalIdentityCode;
        switch (field)
        {
            case "description": referral.Description = text; break;
            case "reason_for_client": referral.ReasonForClient = text; break;
            case "external_references[0].system": referral.ExternalReferences.Add(new ExternalReference { System = text, Value = "1" }); break;
            default: referral.ExternalReferences.Add(new ExternalReference { System = "asianhallinta", Value = text }); break;
        }

        await RefusedAsync(host.AgencyReferrals.SubmitReferralAsync(referral), field, text);
    }

    [Fact]
    public async Task Nor_in_a_reference_to_a_document()
    {
        var referralId = (await host.SubmittedAsync()).ReferralId;
        var code = host.NewPerson().PersonalIdentityCode;
        var document = new AddDocumentRequest { ReferralId = referralId, Type = "functional-assessment", Dated = FinnishTime.DayOf(host.Now).ToDate(), Reference = new ExternalReference { System = "arkisto", Value = code } };

        await RefusedAsync(host.AgencyReferrals.AddDocumentAsync(document), "reference.value", code);
    }

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, string field, string text)
    {
        var refusal = Refusal.Of(await Should.ThrowAsync<RpcException>(() => call.ResponseAsync));
        (refusal.Reason, refusal.BadRequest!.FieldViolations.ShouldHaveSingleItem().Field).ShouldBe(("PERSONAL_IDENTITY_CODE_IN_TEXT", field));
        refusal.Exception.Status.Detail.ShouldNotContain(text[^11..]);
    }
}
