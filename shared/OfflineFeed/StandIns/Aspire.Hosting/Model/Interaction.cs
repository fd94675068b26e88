using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting;

/// <summary>How an answer is given.</summary>
[Experimental("ASPIREINTERACTION001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public enum InputType
{
    /// <summary>A line of text.</summary>
    Text = 0,

    /// <summary>One of several.</summary>
    Choice = 2,

    /// <summary>Yes or no.</summary>
    Boolean = 3,

    /// <summary>A number.</summary>
    Number = 4,
}

/// <summary>A question to the operator, and then the answer.</summary>
[Experimental("ASPIREINTERACTION001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class InteractionInput
{
    /// <summary>Unique in the command.</summary>
    public required string Name { get; init; }

    /// <summary>The question.</summary>
    public string? Label { get; init; }

    /// <summary>How it is answered.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Whether it must be answered.</summary>
    public bool Required { get; init; }

    /// <summary>What can be chosen: value and label.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>Before the answer the default; then the answer.</summary>
    public string? Value { get; set; }

    /// <summary>An example, shown while it is empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>How long at most.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>The operator's answers.</summary>
[Experimental("ASPIREINTERACTION001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public sealed class InteractionInputCollection : IReadOnlyList<InteractionInput>
{
    private readonly IReadOnlyList<InteractionInput> inputs;

    /// <summary>Takes the answers.</summary>
    public InteractionInputCollection(IReadOnlyList<InteractionInput> inputs) => this.inputs = inputs;

    /// <inheritdoc />
    public int Count => inputs.Count;

    /// <inheritdoc />
    public InteractionInput this[int index] => inputs[index];

    /// <summary>One answer.</summary>
    public InteractionInput this[string name] => TryGetByName(name, out var input) ? input : throw new KeyNotFoundException($"There is no input named '{name}'.");

    /// <summary>Finds an answer.</summary>
    public bool TryGetByName(string name, [NotNullWhen(true)] out InteractionInput? input)
    {
        input = inputs.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));
        return input is not null;
    }

    /// <summary>An answer as text.</summary>
    public string? GetString(string name) => this[name].Value;

    /// <summary>An answer as yes or no.</summary>
    public bool GetBoolean(string name) => bool.Parse(GetString(name) ?? "");

    /// <inheritdoc />
    public IEnumerator<InteractionInput> GetEnumerator() => inputs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
