using System.Reflection;
using Google.Protobuf.Reflection;

namespace Tyokyky.ServiceDefaults;

/// <summary>What a field of a closed set may be, by the contract's names.</summary>
internal static class ClosedSet<TEnum>
    where TEnum : struct, Enum
{
    public static string Listed { get; } = "one of " + string.Join(", ", typeof(TEnum).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(value => !EqualityComparer<TEnum>.Default.Equals((TEnum)value.GetValue(null)!, default))
        .Select(value => value.GetCustomAttribute<OriginalNameAttribute>()?.Name ?? value.Name));
}
