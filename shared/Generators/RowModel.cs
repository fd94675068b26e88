namespace Tyokyky.Generators;

/// <summary>How one property of a row is kept.</summary>
/// <param name="Path">The property, or a property of a property: <c>Next.Day</c>.</param>
/// <param name="Selected">What the SELECT asks for: the column, maybe with a cast.</param>
/// <param name="Read">The expression that reads it, with <c>{0}</c> for its position.</param>
/// <param name="Write">The expression that it is written by, of the row <c>it</c>.</param>
/// <param name="IsNullable">Null where there is none.</param>
/// <param name="IsComputed">A query works it out, and nothing writes it.</param>
internal sealed record Column(string Path, string Name, string Selected, string Read, string Write, bool IsNullable, bool IsFixed, bool IsComputed);

/// <summary>A property of a row: one column, or a value object of several.</summary>
/// <param name="Type">The value object's type; empty for one column.</param>
internal sealed record Member(string Name, bool IsParameter, string Type, bool IsNullable, Equal<string> ParameterNames, Equal<Column> Columns);

/// <summary>A row of a store.</summary>
internal sealed record Row(
    string Namespace, string Store, string StoreKeywords, string Name, string Type, string Table, string Alias, string Key, bool IsVersioned,
    Equal<string> Parameters, Equal<string> Beside, Equal<Member> Members, Equal<Column> Derived, Equal<string> Faults, Place Place);
