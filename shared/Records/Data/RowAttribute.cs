namespace Tyokyky.Records;

/// <summary>
/// Asks for the code that reads and writes rows of <typeparamref name="T"/>: a class <c>…Row</c> inside the store that bears this, with the columns
/// of its SELECT, its Read, and, where a table is named, its Insert, Update (guarded by the version, if it has one) and Fence. A property's column
/// is its name in snake_case. A property of a record of the domain is kept in columns of its own, each with the property's name before it or as its
/// <see cref="ColumnAttribute"/> says; it is absent when one of them that cannot be empty is null. A property that cannot be kept, and a name that no
/// property has, do not build.
/// </summary>
/// <param name="table">The table; empty for what is only read.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RowAttribute<T>(string table = "") : Attribute
{
    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>The name that the store's queries give to the table; empty: none.</summary>
    public string Alias { get; init; } = "";

    /// <summary>The property that identifies a row.</summary>
    public string Key { get; init; } = "Id";

    /// <summary>Columns that are not named as their property: <c>"Property=column"</c>; a property of a property as <c>"Next.Day=next_on"</c>.</summary>
    public string[] Columns { get; init; } = [];

    /// <summary>Properties that no column holds.</summary>
    public string[] Skip { get; init; } = [];

    /// <summary>Properties that are read and inserted, and that Update leaves as they are.</summary>
    public string[] Fixed { get; init; } = [];

    /// <summary>Properties that follow from others: they are written with them and never read.</summary>
    public string[] Derived { get; init; } = [];

    /// <summary>Properties that a query works out under their column's name, beside the table's own columns: they are read, never written.</summary>
    public string[] Computed { get; init; } = [];

    /// <summary>Columns that only an inserted row needs and no property holds, as parameters of Insert: <c>"Guid pathway_id"</c>.</summary>
    public string[] Beside { get; init; } = [];

    /// <summary>Properties that are kept as jsonb.</summary>
    public string[] Json { get; init; } = [];

    /// <summary>The context that serialises them.</summary>
    public Type? JsonContext { get; init; }
}
