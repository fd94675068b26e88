using System.Collections.Frozen;
using System.Text.Json;

namespace Tyokyky.Records;

/// <summary>How transitions, facts and refusals write a state: InProgress is <c>in-progress</c>, and an unspecified one is nothing.</summary>
public static class StateCode
{
    public static string Of<TState>(TState state)
        where TState : struct, Enum => Known<TState>.Codes.GetValueOrDefault(state, "");

    private static class Known<TState>
        where TState : struct, Enum
    {
        public static readonly FrozenDictionary<TState, string> Codes = Enum.GetValues<TState>()
            .Where(state => state.ToString() != "Unspecified")
            .ToFrozenDictionary(state => state, state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()));
    }
}
