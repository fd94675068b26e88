namespace Tyokyky.Records;

/// <summary>Conditions that a statement has only when a filter asks for them: what is not there cannot spoil the choice of an index.</summary>
public static class SqlParts
{
    /// <summary>The part, or nothing.</summary>
    public static Sql If(bool holds, Sql part) => holds ? part : $"";

    /// <summary>One part or the other.</summary>
    public static Sql Either(bool holds, Sql then, Sql otherwise) => holds ? then : otherwise;
}
