using System.Globalization;

namespace Tyokyky.Referrals.Directory;

/// <summary>A service channel as PTV tells it (V11), read.</summary>
internal sealed record PtvChannel(PtvReading Reading, Guid? Id, string Name, EntryChannel Channel)
{
    private static readonly Dictionary<string, DirectoryChannelKind> kinds = new()
    {
        ["Phone"] = DirectoryChannelKind.Phone,
        ["ServiceLocation"] = DirectoryChannelKind.Location,
        ["WebPage"] = DirectoryChannelKind.WebPage,
        ["EChannel"] = DirectoryChannelKind.EService,
        ["PrintableForm"] = DirectoryChannelKind.Form,
    };

    private static readonly Dictionary<string, int> weekdays = new()
    {
        ["Monday"] = 1,
        ["Tuesday"] = 2,
        ["Wednesday"] = 3,
        ["Thursday"] = 4,
        ["Friday"] = 5,
        ["Saturday"] = 6,
        ["Sunday"] = 7,
    };

    public static PtvChannel Read(PtvReading reading)
    {
        var root = reading.Root;
        var id = reading.Id(root, "id", required: true);
        var kind = reading.Choice(root, "serviceChannelType", kinds);
        if (kind == DirectoryChannelKind.Unspecified && reading.Errors.TrueForAll(error => error.Field != "serviceChannelType"))
        {
            reading.Refuse("serviceChannelType", "FIELD_REQUIRED", "one of " + string.Join(", ", kinds.Keys));
        }

        var name = reading.Texts(root, "serviceChannelNames", 100, "Name");
        var address = AddressOf(reading);
        return new PtvChannel(reading, id, name.First(), new EntryChannel
        {
            Kind = kind,
            Name = name,
            Phone = PhoneOf(reading),
            Email = FirstOf(reading, "emails", "value", 200) is { Length: > 0 } email ? email : FirstOf(reading, "supportEmails", "value", 200),
            WebPage = WebPageOf(reading),
            Address = address.Text,
            Municipality = address.Municipality,
            Hours = HoursOf(reading),
            PtvId = id?.ToString() ?? "",
        });
    }

    private static string FirstOf(PtvReading reading, string list, string field, int max) =>
        reading.Objects(reading.Root, list, 50).Select(item => reading.Text(item, field, max)).FirstOrDefault(text => text.Length > 0) ?? "";

    private static string PhoneOf(PtvReading reading)
    {
        foreach (var list in new[] { "phoneNumbers", "supportPhones" })
        {
            foreach (var item in reading.Objects(reading.Root, list, 50).Where(item => reading.Text(item, "type") is "" or "Phone"))
            {
                return $"{reading.Text(item, "prefixNumber", 10)} {reading.Text(item, "number", 19)}".Trim();
            }
        }

        return "";
    }

    private static string WebPageOf(PtvReading reading)
    {
        foreach (var item in reading.Objects(reading.Root, "webPages", 50))
        {
            var url = reading.Text(item, "url", 500);
            if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") { return url; }
            reading.Warn(item.Field("url"), "WEB_PAGE_INVALID", "an address beginning with http:// or https://");
        }

        return "";
    }

    // The first place; PTV has one of several shapes under its subType.
    private static (string Text, string Municipality) AddressOf(PtvReading reading)
    {
        foreach (var item in reading.Objects(reading.Root, "addresses", 50))
        {
            if (reading.Object(item, "streetAddress") is not { } street) { continue; }
            var line = $"{reading.Texts(street, "street", 200).First()} {reading.Text(street, "streetNumber", 30)}".Trim();
            var town = $"{reading.Text(street, "postalCode", 10)} {reading.Texts(street, "postOffice", 50).First()}".Trim();
            var municipality = reading.Object(street, "municipality") is { } place ? reading.Text(place, "code") : "";
            if (municipality.Length > 0 && !Municipality.IsValid(municipality))
            {
                reading.Refuse(street.Field("municipality.code"), "MUNICIPALITY_INVALID", "a municipality's three digits");
            }

            return (string.Join(", ", new[] { line, town }.Where(part => part.Length > 0)), municipality);
        }

        return ("", "");
    }

    private static EntryHours[] HoursOf(PtvReading reading)
    {
        var hours = new List<EntryHours>();
        foreach (var item in reading.Objects(reading.Root, "serviceHours", 30))
        {
            var told = new EntryHours(0, 0, "", "")
            {
                ValidFrom = reading.Day(item, "validFrom"),
                ValidTo = reading.Day(item, "validTo"),
                Closed = reading.Flag(item, "isClosed"),
                Note = reading.Texts(item, "additionalInformation", 150),
            };
            var daily = reading.Objects(item, "openingHour", 14);
            hours.AddRange(daily.Count == 0 ? [told] : daily.Select(day => told with
            {
                WeekdayFrom = reading.Choice(day, "dayFrom", weekdays),
                WeekdayTo = reading.Choice(day, "dayTo", weekdays),
                Opens = TimeOf(reading, day, "from"),
                Closes = TimeOf(reading, day, "to"),
            }));
        }

        return [.. hours.Take(30)];
    }

    private static string TimeOf(PtvReading reading, PtvObject day, string name)
    {
        var text = reading.Text(day, name);
        if (text is "" or "24:00" or "24:00:00") { return text.Length == 0 ? "" : "24:00"; }
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time.ToString("HH:mm", CultureInfo.InvariantCulture);
        }

        reading.Refuse(day.Field(name), "TIME_INVALID", "a time such as 08:30");
        return "";
    }
}
