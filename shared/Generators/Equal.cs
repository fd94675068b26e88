using System.Collections;
using System.Collections.Immutable;

namespace Tyokyky.Generators;

/// <summary>A list that is equal by its values, so that an unchanged model generates nothing anew.</summary>
internal readonly struct Equal<T>(ImmutableArray<T> values) : IEquatable<Equal<T>>, IEnumerable<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> values = values;

    public int Count => values.IsDefault ? 0 : values.Length;

    public bool Equals(Equal<T> other) => this.SequenceEqual(other);

    public override bool Equals(object? obj) => obj is Equal<T> other && Equals(other);

    public override int GetHashCode() => this.Aggregate(17, (hash, value) => unchecked((hash * 31) + value.GetHashCode()));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(values.IsDefault ? [] : values)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
