using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Directory;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Referrals.Tests.Directory.Domain;

public sealed class PtvReadingTests
{
    private static readonly DateOnly day = new(2026, 3, 2);

    [Fact]
    public void A_service_is_read_as_PTV_tells_it()
    {
        var service = Read(PtvSamples.Service()).Services.ShouldHaveSingleItem();

        service.Reading.Errors.ShouldBeEmpty();
        var told = service.Details;
        (told.Name, told.Summary.Fi, told.HowToJoin.Fi, told.Conditions.Fi, told.CostText.Fi).ShouldBe(
            (new Texts("Tuettu työhönvalmennus", "Arbetsträning med stöd"), "Tukea työhön.", "Soita valmentajalle.", "Lähete tarvitaan.", "Maksuton asiakkaalle."));
        (told.Service, told.Cost, told.Area, service.Status, service.ModifiedOn).ShouldBe(("job-coaching", DirectoryCost.Free, DirectoryArea.Municipalities, PtvStatus.Published, new DateOnly(2026, 2, 20)));
        told.Municipalities.ShouldBe(["320", "698"]);
        told.TargetGroups.ShouldBe(["disabled-people"]);
        told.Languages.ShouldBe(["fi", "sv"]);
        told.Keywords.ShouldBe(["työvalmennus"]);
        service.Reading.Warnings.Select(warning => (warning.Field, warning.Reason)).ShouldBe([("serviceNames[3].language", "LANGUAGE_NOT_KEPT"), ("targetGroups[1].code", "CODE_UNMAPPED"), ("languages[2]", "CODE_UNMAPPED")], ignoreOrder: true);
    }

    [Fact]
    public void A_channel_is_read_with_its_hours()
    {
        var channel = PtvBatch.Read(default, Bytes(PtvSamples.Channel()), default, day).Channels.ShouldHaveSingleItem();

        channel.Reading.Errors.ShouldBeEmpty();
        var told = channel.Channel;
        (told.Kind, told.Phone, told.Email, told.WebPage, told.Address, told.Municipality).ShouldBe(
            (DirectoryChannelKind.Location, "+358 16000000", "valmennus@example.fi", "https://example.fi/valmennus", "Esimerkkikatu 1, 96100 Rovaniemi", "698"));
        told.Hours.ShouldBe([new EntryHours(1, 0, "08:00", "16:00"), new EntryHours(5, 0, "08:00", "14:30"), new EntryHours(0, 0, "", "") { ValidFrom = new(2026, 12, 24), ValidTo = new(2026, 12, 26), Closed = true, Note = new("Joulu") }]);
    }

    [Theory]
    [InlineData("id", "\"x\"", "id", "UUID_INVALID")]
    [InlineData("type", "\"PermitOrObligation\"", "type", "TYPE_NOT_TAKEN")]
    [InlineData("serviceNames", "[]", "serviceNames", "FIELD_REQUIRED")]
    [InlineData("serviceNames", "{}", "serviceNames", "VALUE_WRONG_KIND")]
    [InlineData("serviceDescriptions", "[]", "serviceDescriptions", "FIELD_REQUIRED")]
    [InlineData("serviceChargeType", "\"Cheap\"", "serviceChargeType", "VALUE_UNKNOWN")]
    [InlineData("areaType", "null", "areaType", "FIELD_REQUIRED")]
    [InlineData("areas", "[{\"type\":\"Municipality\",\"municipalities\":[{\"code\":\"69\"}]}]", "areas[0].municipalities[0].code", "MUNICIPALITY_INVALID")]
    [InlineData("organizations", "[]", "organizations", "FIELD_REQUIRED")]
    [InlineData("publishingStatus", "\"Perhaps\"", "publishingStatus", "VALUE_UNKNOWN")]
    [InlineData("modified", "\"yesterday\"", "modified", "VALUE_WRONG_KIND")]
    [InlineData("languages", "[1]", "languages[0]", "VALUE_WRONG_KIND")]
    public void A_wrong_field_is_named_with_the_reason(string field, string json, string path, string reason)
    {
        var document = PtvSamples.Service();
        document[field] = JsonNode.Parse(json);

        Read(document).Services[0].Reading.Errors.Select(error => (error.Field, error.Reason)).ShouldContain((path, reason));
    }

    [Fact]
    public void Too_long_a_text_is_named()
    {
        var document = PtvSamples.Service();
        document["serviceDescriptions"]![0]!["value"] = new string('x', 151);

        Read(document).Services[0].Reading.Errors.ShouldHaveSingleItem().ShouldBe(new PtvProblem("serviceDescriptions[0].value", "TEXT_TOO_LONG", "at most 150 characters"));
    }

    [Fact]
    public void Nothing_that_is_wrong_in_kind_breaks_the_reading()
    {
        foreach (var junk in new[] { "null", "1", "\"\"", "\"x\"", "[]", "{}", "[null]", "[1]", "[[]]", "[{}]", "{\"id\":1}", "true" })
        {
            foreach (var document in new[] { PtvSamples.Service(), PtvSamples.Channel(), PtvSamples.Organisation() })
            {
                foreach (var path in Paths(document).ToList())
                {
                    var copy = document.DeepClone();
                    Set(copy, path, junk);
                    Should.NotThrow(() => PtvBatch.Read(Bytes(copy), Bytes(copy), Bytes(copy), day), $"{string.Join('.', path)} = {junk}");
                }
            }
        }
    }

    [Theory]
    [InlineData("{\"services\":", "JSON_INVALID")]
    [InlineData("7", "JSON_INVALID")]
    [InlineData("\"x\"", "JSON_INVALID")]
    public void What_is_no_list_of_documents_is_refused_whole(string json, string reason) =>
        Should.Throw<DomainException>(() => PtvBatch.Read(default, default, Encoding.UTF8.GetBytes(json), day)).Reason.ShouldBe(reason);

    [Fact]
    public void A_hundred_and_one_services_are_too_many_at_once()
    {
        var many = new JsonArray([.. Enumerable.Range(0, 101).Select(_ => (JsonNode)PtvSamples.Service())]);

        Should.Throw<DomainException>(() => PtvBatch.Read(default, default, Bytes(many), day)).Reason.ShouldBe("TOO_MANY_VALUES");
    }

    [Fact]
    public void The_second_of_the_same_document_is_refused()
    {
        var batch = Read(new JsonObject { ["itemList"] = new JsonArray(PtvSamples.Service(), PtvSamples.Service()) });

        batch.Services[0].Reading.Errors.ShouldBeEmpty();
        batch.Services[1].Reading.Errors.ShouldHaveSingleItem().Reason.ShouldBe("DUPLICATE_DOCUMENT");
    }

    private static PtvBatch Read(JsonNode services) => PtvBatch.Read(default, default, Bytes(services), day);

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static IEnumerable<object[]> Paths(JsonNode node) => node switch
    {
        JsonObject item => item.SelectMany(pair => Under(pair.Key, pair.Value)),
        JsonArray list => list.SelectMany((each, i) => Under(i, each)),
        _ => [],
    };

    private static IEnumerable<object[]> Under(object key, JsonNode? node) => new[] { new[] { key } }.Concat(node is null ? [] : Paths(node).Select(path => new[] { key }.Concat(path).ToArray()));

    private static void Set(JsonNode node, object[] path, string junk)
    {
        foreach (var key in path[..^1])
        {
            node = key is int i ? node[i]! : node[(string)key]!;
        }

        var value = JsonNode.Parse(junk);
        if (path[^1] is int last) { node[last] = value; }
        else { node[(string)path[^1]] = value; }
    }
}
