using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>What PTV says a service's document is: shown, ended, or neither yet.</summary>
internal enum PtvStatus
{
    Unfinished,
    Published,
    Ended,
}

/// <summary>A service as PTV tells it (V11), read; what is wrong with it stands in its reading.</summary>
internal sealed record PtvService(
    PtvReading Reading, Guid? Id, string Name, DirectoryDetails Details, Guid? Organisation,
    IReadOnlyList<(Guid Id, string Path)> Channels, PtvStatus Status, DateOnly? ModifiedOn)
{
    private static readonly Dictionary<string, DirectoryCost> costs = new()
    {
        ["Chargeable"] = DirectoryCost.Charged,
        ["Charged"] = DirectoryCost.Charged,
        ["FreeOfCharge"] = DirectoryCost.Free,
        ["Free"] = DirectoryCost.Free,
        ["Other"] = DirectoryCost.Other,
    };

    private static readonly Dictionary<string, DirectoryArea> areas = new()
    {
        ["Nationwide"] = DirectoryArea.Nationwide,
        ["NationwideExceptAlandIslands"] = DirectoryArea.NationwideExceptAland,
        ["LimitedType"] = DirectoryArea.Municipalities,
    };

    private static readonly Dictionary<string, PtvStatus> statuses = new()
    {
        ["Published"] = PtvStatus.Published,
        ["Draft"] = PtvStatus.Unfinished,
        ["Modified"] = PtvStatus.Unfinished,
        ["Deleted"] = PtvStatus.Ended,
        ["Archived"] = PtvStatus.Ended,
        ["OldPublished"] = PtvStatus.Ended,
    };

    public static PtvService Read(PtvReading reading, DateOnly today)
    {
        var root = reading.Root;
        var id = reading.Id(root, "id", required: true);
        if (reading.Text(root, "type") is { Length: > 0 } type && type != "Service")
        {
            reading.Refuse("type", "TYPE_NOT_TAKEN", "Service");
        }

        var status = reading.Choice(root, "publishingStatus", statuses);
        var name = NameOf(reading);
        var summary = reading.Texts(root, "serviceDescriptions", 150, "Summary");
        if (!name.Has())
        {
            reading.Refuse("serviceNames", "FIELD_REQUIRED", "a name of type Name");
        }

        if (status == PtvStatus.Published && !summary.Has())
        {
            reading.Refuse("serviceDescriptions", "FIELD_REQUIRED", "a description of type Summary");
        }

        var area = AreaOf(reading, isRequired: status == PtvStatus.Published);
        return new PtvService(
            reading,
            id,
            name.First(),
            new DirectoryDetails
            {
                Name = name,
                Summary = summary,
                Description = reading.Texts(root, "serviceDescriptions", 2500, "Description"),
                HowToJoin = reading.Texts(root, "serviceDescriptions", 2500, "UserInstruction"),
                CostText = reading.Texts(root, "serviceDescriptions", 500, "ChargeTypeAdditionalInfo"),
                Conditions = reading.Texts(root, "requirements", 4000),
                Cost = reading.Choice(root, "serviceChargeType", costs),
                Service = PtvCodes.FirstOf("service-class", [.. reading.Objects(root, "serviceClasses", 50).Select(item => CodeOf(reading, item))], today)
                    ?? "",
                TargetGroups = TargetGroupsOf(reading, today),
                Languages = LanguagesOf(reading, today),
                Area = area,
                Municipalities = area == DirectoryArea.Municipalities ? MunicipalitiesOf(reading) : [],
                Keywords =
                [
                    .. reading
                        .Objects(root, "keywords", 100)
                        .Select(item => reading.Text(item, "value", 100))
                        .Where(word => word.Length > 0)
                        .Distinct()
                        .Take(50),
                ],
                Source = "PTV",
            },
            OrganisationOf(reading),
            ChannelsOf(reading),
            status,
            reading.Day(root, "modified"));
    }

    private static Texts NameOf(PtvReading reading) =>
        reading.Texts(reading.Root, "serviceNames", 100, "Name") is var named && named.Has() ? named : reading.Texts(reading.Root, "serviceNames", 100);

    private static DirectoryArea AreaOf(PtvReading reading, bool isRequired)
    {
        var area = reading.Choice(reading.Root, "areaType", areas);
        if (isRequired && area == DirectoryArea.Unspecified && reading.Errors.TrueForAll(error => error.Field != "areaType"))
        {
            reading.Refuse("areaType", "FIELD_REQUIRED", "one of " + string.Join(", ", areas.Keys));
        }

        return area;
    }

    private static string[] MunicipalitiesOf(PtvReading reading)
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var area in reading.Objects(reading.Root, "areas", 400))
        {
            var municipalities = reading.Objects(area, "municipalities", 400);
            foreach (var item in municipalities.Count == 0 && reading.Text(area, "type") == "Municipality" ? [area] : municipalities)
            {
                var code = reading.Text(item, "code");
                if (Municipality.IsValid(code)) { codes.Add(code); }
                else { reading.Refuse(item.Field("code"), "MUNICIPALITY_INVALID", "a municipality's three digits"); }
            }
        }

        if (codes.Count == 0)
        {
            reading.Refuse("areas", "FIELD_REQUIRED", "the municipalities of areaType LimitedType");
        }

        return [.. codes];
    }

    private static string[] TargetGroupsOf(PtvReading reading, DateOnly today)
    {
        var groups = new List<string>();
        foreach (var item in reading.Objects(reading.Root, "targetGroups", 50))
        {
            var code = PtvCodes.Find("target-group", CodeOf(reading, item), today);
            if (code is null) { reading.Warn(item.Field("code"), "CODE_UNMAPPED", "a target group that PtvCodes.csv maps"); }
            else if (code.Length > 0) { groups.Add(code); }
        }

        return [.. groups.Distinct().Order(StringComparer.Ordinal)];
    }

    private static string[] LanguagesOf(PtvReading reading, DateOnly today)
    {
        var languages = new List<string>();
        foreach (var (code, path) in reading.Words(reading.Root, "languages", 50))
        {
            if (CodeSystem.Get("language").IsValid(code, today)) { languages.Add(code); }
            else { reading.Warn(path, "CODE_UNMAPPED", "a code of system \"language\""); }
        }

        return [.. languages.Distinct()];
    }

    private static Guid? OrganisationOf(PtvReading reading)
    {
        foreach (var item in reading.Objects(reading.Root, "organizations", 100))
        {
            if (reading.Text(item, "roleType") == "Responsible" && reading.Object(item, "organization") is { } organisation)
            {
                return reading.Id(organisation, "id", required: true);
            }
        }

        reading.Refuse("organizations", "FIELD_REQUIRED", "the organisation of roleType Responsible");
        return null;
    }

    private static List<(Guid Id, string Path)> ChannelsOf(PtvReading reading)
    {
        var channels = new List<(Guid, string)>();
        foreach (var item in reading.Objects(reading.Root, "serviceChannels", 100))
        {
            if (reading.Object(item, "serviceChannel") is { } channel && reading.Id(channel, "id", required: true) is { } id)
            {
                channels.Add((id, item.Path.TrimEnd('.')));
            }
        }

        return channels;
    }

    // "KR1.3", or the last part of a URI.
    private static string CodeOf(PtvReading reading, PtvObject item) =>
        reading.Text(item, "code") is { Length: > 0 } code ? code : reading.Text(item, "uri") is var uri ? uri[(uri.LastIndexOf('/') + 1)..] : "";
}
