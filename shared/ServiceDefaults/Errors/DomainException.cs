using System.Collections.Frozen;

namespace Tyokyky.ServiceDefaults;

/// <summary>A named refusal: the only exception that reaches a caller as more than a trace id.</summary>
public sealed class DomainException : Exception
{
    /// <summary>Names the refusal; <paramref name="reason"/> is a stable UPPER_SNAKE code, at most 63 characters.</summary>
    public DomainException(ErrorKind kind, string reason, string message, IReadOnlyDictionary<string, string>? metadata)
        : base(message)
    {
        Kind = kind;
        Reason = reason;
        Metadata = metadata ?? FrozenDictionary<string, string>.Empty;
    }

    /// <summary>Names the refusal, with what varies in <paramref name="metadata"/>.</summary>
    public DomainException(ErrorKind kind, string reason, string message, params ReadOnlySpan<(string Key, string Value)> metadata)
        : this(kind, reason, message, ToDictionary(metadata))
    {
    }

    /// <summary>One wrong field: INVALID_ARGUMENT with what would be right in it.</summary>
    public static DomainException Field(string field, string reason, string whatWouldBeRight, params ReadOnlySpan<(string Key, string Value)> metadata) =>
        new(ErrorKind.InvalidArgument, reason, $"{field} should be {whatWouldBeRight}.", [("field", field), .. metadata])
        {
            FieldViolations = [new FieldViolation(field, reason, whatWouldBeRight)],
        };

    /// <summary>The state of an object forbids it: FAILED_PRECONDITION, in the words that the catalogue has for the reason.</summary>
    /// <param name="type">What of the object forbids it, for instance TASK_STATUS.</param>
    /// <param name="subject">The object's id.</param>
    public static DomainException Blocked(string reason, string type, Guid subject, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var values = ToDictionary(metadata);
        var words = ReasonTexts.Of(reason, values)?.En ?? $"The state does not allow it: {reason}.";
        return new(ErrorKind.FailedPrecondition, reason, words, values) { Preconditions = [new Precondition(type, subject.ToString(), words)] };
    }

    /// <summary>Which gRPC status it becomes.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The stable code.</summary>
    public string Reason { get; }

    /// <summary>Values that programs may need; never personal data.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>Which conditions of the state are not met.</summary>
    public IReadOnlyList<Precondition> Preconditions { get; init; } = [];

    /// <summary>The same for a person, in three languages: what the catalogue has for the reason, unless the text depends on more than that.</summary>
    public LocalizedText? Localized { get => field ?? ReasonTexts.Of(Reason, Metadata); init; }

    /// <summary>After which time a repeat may help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static Dictionary<string, string>? ToDictionary(ReadOnlySpan<(string Key, string Value)> pairs)
    {
        if (pairs.IsEmpty)
        {
            return null;
        }

        var values = new Dictionary<string, string>(pairs.Length);
        foreach (var (key, value) in pairs)
        {
            values[key] = value;
        }

        return values;
    }
}

/// <summary>One field and what would be right in it.</summary>
public sealed record FieldViolation(string Field, string Reason, string WhatWouldBeRight);

/// <summary>One condition of the state that is not met: its type, on what, and how to meet it.</summary>
public sealed record Precondition(string Type, string Subject, string Description);

/// <summary>A message for people.</summary>
public sealed record LocalizedText(string Fi, string Sv, string En)
{
    /// <summary>The message in one of fi, sv, en.</summary>
    public string In(string language) => language switch
    {
        "sv" => Sv,
        "en" => En,
        _ => Fi,
    };
}
