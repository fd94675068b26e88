using System.Collections;
using System.Globalization;

namespace Tyokyky.ServiceDefaults;

/// <summary>The key of a page's last row, by its parts. A token whose parts are others than the list reads, as of another version of it, is refused.</summary>
public sealed class PageKey(IReadOnlyList<string> parts) : IReadOnlyList<string>
{
    public int Count => parts.Count;

    public string this[int index] => index < parts.Count ? parts[index] : throw Paging.NotOurs();

    public Guid Id(int index) => Guid.TryParse(this[index], out var id) ? id : throw Paging.NotOurs();

    public DateOnly Day(int index) =>
        DateOnly.TryParseExact(this[index], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Paging.NotOurs();

    public DateTimeOffset Instant(int index) =>
        DateTimeOffset.TryParse(this[index], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : throw Paging.NotOurs();

    public long Number(int index) =>
        long.TryParse(this[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Paging.NotOurs();

    public IEnumerator<string> GetEnumerator() => parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
