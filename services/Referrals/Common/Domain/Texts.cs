namespace Tyokyky.Referrals.Common;

/// <summary>A text in the languages in which it was written; nothing is translated here.</summary>
internal sealed record Texts(string Fi = "", string Sv = "", string En = "", string Se = "")
{
    public static Texts None { get; } = new();

    public bool Has() => All().Any();

    /// <summary>In the first language in which it is written; what lists are sorted by.</summary>
    public string First() => All().FirstOrDefault("");

    public IEnumerable<string> All() => new[] { Fi, Sv, En, Se }.Where(text => text.Length > 0);
}
