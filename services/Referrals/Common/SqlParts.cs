namespace Tyokyky.Referrals.Common;

/// <summary>Conditions that a statement has only when a filter asks for them: what is not there cannot spoil the choice of an index.</summary>
internal static class SqlParts
{
    public static Sql If(bool holds, Sql part) => holds ? part : $"";

    public static Sql Either(bool holds, Sql then, Sql otherwise) => holds ? then : otherwise;
}
