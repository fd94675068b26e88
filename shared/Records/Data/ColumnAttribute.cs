namespace Tyokyky.Records;

/// <summary>The column that keeps a property of a record which many tables keep, beside other columns, unless a <c>[Row]</c> names another.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>The column.</summary>
    public string Name { get; } = name;
}
