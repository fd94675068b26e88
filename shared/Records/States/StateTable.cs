using System.Text;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>One line of a state table: in which states the action is allowed, and which state follows.</summary>
/// <param name="To">None: the state stays. Several: the object knows which.</param>
/// <param name="By">Which side acts; None where the access table alone says it.</param>
/// <param name="ReasonSystem">Code system of the reason that the action must carry; null: none.</param>
public sealed record StateRule<TState, TAction>(TAction Action, TState[] From, TState[] To, Relation By = Relation.None, string? ReasonSystem = null)
    where TState : struct, Enum
    where TAction : struct, Enum;

/// <summary>An object's states and transitions as data: the check, GetAllowedActions and the diagram in the documentation read the same table.</summary>
/// <remarks>Actions are named like the RPCs that do them. What the table does not allow is refused.</remarks>
public sealed class StateTable<TState, TAction>
    where TState : struct, Enum
    where TAction : struct, Enum
{
    private readonly Dictionary<(TAction, TState), StateRule<TState, TAction>> allowed = [];

    /// <summary>Of an object of that name, with the lines in their order of telling.</summary>
    public StateTable(string name, params IReadOnlyList<StateRule<TState, TAction>> rules)
    {
        Name = name;
        Rules = rules;
        foreach (var rule in rules)
        {
            foreach (var state in rule.From)
            {
                allowed.Add((rule.Action, state), rule);
            }
        }
    }

    /// <summary>The object's name.</summary>
    public string Name { get; }

    /// <summary>Every line.</summary>
    public IReadOnlyList<StateRule<TState, TAction>> Rules { get; }

    /// <summary>The line that allows the action in that state, or null.</summary>
    public StateRule<TState, TAction>? Find(TAction action, TState state) => allowed.GetValueOrDefault((action, state));

    /// <summary>The state after the action, or those that it may be; null when the state does not allow the action.</summary>
    public IReadOnlyList<TState>? After(TAction action, TState state) => Find(action, state) is { } rule ? rule.To is [] ? [state] : rule.To : null;

    /// <summary>The table as a Mermaid state diagram.</summary>
    public string Diagram(params IReadOnlyList<TState> first)
    {
        var text = new StringBuilder(
            $"# States of a {Name}\n\nGenerated from the table that the service checks; its tests fail when this page is behind.\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var state in first)
        {
            text.Append($"    [*] --> {state}\n");
        }

        foreach (var rule in Rules)
        {
            foreach (var from in rule.From)
            {
                var by = rule.By == Relation.None ? "" : $" ({Code(rule.By)})";
                foreach (var to in After(rule.Action, from)!)
                {
                    text.Append($"    {from} --> {to}: {rule.Action}{by}\n");
                }
            }
        }

        foreach (var last in Enum.GetValues<TState>().Where(IsLast))
        {
            text.Append($"    {last} --> [*]\n");
        }

        return text.Append("```\n").ToString();
    }

    private bool IsLast(TState state) =>
        Rules.Any(rule => rule.To.Contains(state)) && !Rules.Any(rule => rule.From.Contains(state) && rule.To.Any(to => !to.Equals(state)));

    private static string Code(Relation by) => by.ToString().ToLowerInvariant();
}
