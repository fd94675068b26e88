namespace Tyokyky.ServiceDefaults;

/// <summary>Ids of a request whose shape is right.</summary>
public static class Ids
{
    /// <summary>The id, or null where the request names none.</summary>
    public static Guid? Optional(string id) => id.Length > 0 ? Guid.Parse(id) : null;
}
