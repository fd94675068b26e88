using System.Text.Json.Nodes;

namespace Tyokyky.Referrals.Tests;

/// <summary>Documents in the shape of PTV's open API, version 11, with nobody's content.</summary>
internal static class PtvSamples
{
    public const string OrganisationId = "5d1e4a3c-0000-4000-8000-000000000001";
    public const string ChannelId = "5d1e4a3c-0000-4000-8000-000000000002";
    public const string ServiceId = "5d1e4a3c-0000-4000-8000-000000000003";

    public static JsonObject Organisation(string businessCode = ReferralsHost.Kela) => (JsonObject)JsonNode.Parse($$"""
        { "id": "{{OrganisationId}}", "organizationType": "Municipality", "businessCode": "{{businessCode}}",
          "organizationNames": [{ "language": "fi", "value": "Esimerkkitoimisto", "type": "Name" }], "publishingStatus": "Published" }
        """)!;

    public static JsonObject Channel() => (JsonObject)JsonNode.Parse($$"""
        {
          "id": "{{ChannelId}}",
          "serviceChannelType": "ServiceLocation",
          "serviceChannelNames": [{ "language": "fi", "value": "Valmennuspiste", "type": "Name" }],
          "phoneNumbers": [{ "type": "Fax", "number": "1" }, { "type": "Phone", "prefixNumber": "+358", "number": "16000000", "language": "fi" }],
          "emails": [{ "language": "fi", "value": "valmennus@example.fi" }],
          "webPages": [{ "url": "https://example.fi/valmennus", "language": "fi" }],
          "addresses": [{ "type": "Location", "subType": "Single", "streetAddress": { "street": [{ "value": "Esimerkkikatu", "language": "fi" }], "streetNumber": "1", "postalCode": "96100",
            "postOffice": [{ "value": "Rovaniemi", "language": "fi" }], "municipality": { "code": "698", "name": [{ "value": "Rovaniemi", "language": "fi" }] } } }],
          "serviceHours": [
            { "serviceHourType": "DaysOfTheWeek", "validForNow": true, "isClosed": false, "openingHour": [
              { "dayFrom": "Monday", "dayTo": "", "from": "08:00:00", "to": "16:00:00" }, { "dayFrom": "Friday", "from": "08:00", "to": "14:30" }] },
            { "serviceHourType": "Exceptional", "validFrom": "2026-12-24T00:00:00Z", "validTo": "2026-12-26T00:00:00Z", "isClosed": true, "additionalInformation": [{ "language": "fi", "value": "Joulu" }], "openingHour": [] }
          ],
          "publishingStatus": "Published"
        }
        """)!;

    public static JsonObject Service(string id = ServiceId) => (JsonObject)JsonNode.Parse($$"""
        {
          "id": "{{id}}",
          "type": "Service",
          "serviceChargeType": "FreeOfCharge",
          "serviceNames": [
            { "language": "fi", "value": "Tuettu työhönvalmennus", "type": "Name" }, { "language": "fi", "value": "TTV", "type": "AlternativeName" },
            { "language": "sv", "value": "Arbetsträning med stöd", "type": "Name" }, { "language": "sms", "value": "Tuâj", "type": "Name" }],
          "serviceDescriptions": [
            { "language": "fi", "value": "Tukea työhön.", "type": "Summary" }, { "language": "fi", "value": "Valmentaja auttaa.", "type": "Description" },
            { "language": "fi", "value": "Soita valmentajalle.", "type": "UserInstruction" }, { "language": "fi", "value": "Maksuton asiakkaalle.", "type": "ChargeTypeAdditionalInfo" }],
          "requirements": [{ "language": "fi", "value": "Lähete tarvitaan." }],
          "languages": ["fi", "sv", "de"],
          "keywords": [{ "language": "fi", "value": "työvalmennus" }],
          "serviceClasses": [{ "code": "P10.7", "uri": "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P10.7" }],
          "targetGroups": [{ "code": "KR1.6" }, { "code": "KR1.2" }],
          "areaType": "LimitedType",
          "areas": [{ "type": "Region", "code": "19", "municipalities": [{ "code": "698" }, { "code": "320" }] }],
          "organizations": [{ "roleType": "Producer", "provisionType": "ProcuredServices" }, { "roleType": "Responsible", "organization": { "id": "{{OrganisationId}}", "name": "Esimerkkitoimisto" } }],
          "serviceChannels": [{ "serviceChannel": { "id": "{{ChannelId}}", "name": "Valmennuspiste" } }],
          "publishingStatus": "Published",
          "modified": "2026-02-20T09:00:00Z"
        }
        """)!;
}
