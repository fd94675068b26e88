using System.Text.Json;

namespace Tyokyky.Referrals.Directory;

/// <summary>What one import brings, read: organisations, channels and services, each with what is wrong with it.</summary>
internal sealed record PtvBatch(IReadOnlyList<PtvOrganisation> Organisations, IReadOnlyList<PtvChannel> Channels, IReadOnlyList<PtvService> Services)
{
    private const int MostServices = 100;
    private const int MostOthers = 200;

    public Guid[] ServiceIds => [.. Services.Select(service => service.Id).OfType<Guid>().Distinct()];

    public Guid[] OrganisationIds =>
        [.. Services.Select(service => service.Organisation).Concat(Organisations.Select(organisation => organisation.Id)).OfType<Guid>().Distinct()];

    public static PtvBatch Read(ReadOnlyMemory<byte> organisations, ReadOnlyMemory<byte> channels, ReadOnlyMemory<byte> services, DateOnly today)
    {
        var batch = new PtvBatch(
            [.. Documents("organizations", organisations, MostOthers).Select(PtvOrganisation.Read)],
            [.. Documents("service_channels", channels, MostOthers).Select(PtvChannel.Read)],
            [.. Documents("services", services, MostServices).Select(reading => PtvService.Read(reading, today))]);
        RefuseTwice(batch.Organisations.Select(each => (each.Id, each.Reading)));
        RefuseTwice(batch.Channels.Select(each => (each.Id, each.Reading)));
        RefuseTwice(batch.Services.Select(each => (each.Id, each.Reading)));
        return batch;
    }

    private static void RefuseTwice(IEnumerable<(Guid? Id, PtvReading Reading)> documents)
    {
        var seen = new HashSet<Guid>();
        foreach (var (id, reading) in documents)
        {
            if (id is { } known && !seen.Add(known)) { reading.Refuse("id", "DUPLICATE_DOCUMENT", "each document once; the first counts"); }
        }
    }

    // One object, an array, or a page of them.
    private static IEnumerable<PtvReading> Documents(string field, ReadOnlyMemory<byte> json, int most)
    {
        if (json.IsEmpty) { return []; }
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw DomainException.Field(field, "JSON_INVALID", "JSON in UTF-8: one object, an array, or a page with itemList");
        }

        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("itemList", out var items)) { root = items; }
        return root.ValueKind switch
        {
            JsonValueKind.Array when root.GetArrayLength() > most => throw DomainException.Field(field, "TOO_MANY_VALUES", $"at most {most} documents"),
            JsonValueKind.Array => root.EnumerateArray().Select(Document),
            JsonValueKind.Object => [Document(root)],
            _ => throw DomainException.Field(field, "JSON_INVALID", "JSON in UTF-8: one object, an array, or a page with itemList"),
        };
    }

    private static PtvReading Document(JsonElement json)
    {
        var reading = new PtvReading(json);
        if (json.ValueKind != JsonValueKind.Object) { reading.Refuse("", "VALUE_WRONG_KIND", "an object"); }
        return reading;
    }
}

/// <summary>An organisation as PTV tells it (V11), read: only its business id counts here.</summary>
internal sealed record PtvOrganisation(PtvReading Reading, Guid? Id, string Name, string BusinessId)
{
    public static PtvOrganisation Read(PtvReading reading)
    {
        var businessId = reading.Text(reading.Root, "businessCode");
        if (!Contracts.BusinessId.IsValid(businessId))
        {
            reading.Refuse("businessCode", businessId.Length == 0 ? "FIELD_REQUIRED" : "BUSINESS_ID_INVALID", "a Y-tunnus with the right check digit");
        }

        return new PtvOrganisation(
            reading, reading.Id(reading.Root, "id", required: true), reading.Texts(reading.Root, "organizationNames", 200).First(), businessId);
    }
}
