using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>A run's hold on a piece of due work; the first commit of its call settles it.</summary>
internal sealed class DueClaim(string kind, string key, Guid lease)
{
    private static readonly object ItemsKey = new();

    public bool IsSettled { get; set; }

    public Sql Settle => $"SELECT tyokyky_settle({kind}, {key}, {lease})";

    public static DueClaim? Of(Call call) => call.IsSystem && call.Items.TryGetValue(ItemsKey, out var found) ? (DueClaim?)found : null;

    public void KeepIn(Call call) => call.Items[ItemsKey] = this;
}
