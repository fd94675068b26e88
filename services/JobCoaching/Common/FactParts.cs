namespace Tyokyky.JobCoaching.Common;

/// <summary>What facts have in common.</summary>
internal static class FactParts
{
    /// <summary>Empty for none, as in messages too.</summary>
    public static string Text(Guid? id) => id?.ToString() ?? "";
}
