using Tyokyky.Contracts;

namespace Tyokyky.ServiceDefaults;

/// <summary>What areas agreed beside the national code systems, for a service that keeps such agreements.</summary>
public interface IAreaCodes
{
    /// <summary>Whether the organisation's area has the code on that day; null: nothing was agreed on it.</summary>
    bool? Says(string system, string code, DateOnly day, string organisation);

    /// <summary>The codes that the organisation's area has beside the national ones on that day.</summary>
    IEnumerable<CodeEntry> Of(string system, DateOnly day, string organisation);
}
