namespace Tyokyky.Contracts;

/// <summary>Days from one to another, both included; null: without a first or a last one.</summary>
public readonly record struct Validity(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether a day is one of them.</summary>
    public bool Covers(DateOnly day) => (From is not { } first || first <= day) && (To is not { } last || day <= last);

    /// <summary>Whether they have a day in common.</summary>
    public bool Overlaps(Validity other) =>
        (From is not { } first || other.To is not { } otherLast || first <= otherLast)
        && (other.From is not { } otherFirst || To is not { } last || otherFirst <= last);
}
