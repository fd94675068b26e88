using System.Collections.Immutable;

namespace Tyokyky.Referrals.Clients;

/// <summary>What a record holds for serving the client: how to reach, language help, accessibility, who acts for the client.</summary>
internal sealed record ClientCare
{
    public static ClientCare None { get; } = new();

    public ImmutableArray<ClientContactPoint> ContactPoints { get; init; } = [];

    public ClientInterpreter? Interpreter { get; init; }

    public ImmutableArray<string> AccessibilityNeeds { get; init; } = [];

    public ImmutableArray<ClientRepresentative> Representatives { get; init; } = [];

    /// <summary>Basis of processing under GDPR; empty in records that were made before it was asked for.</summary>
    public string ProcessingBasis { get; init; } = "";
}

/// <summary>A way to reach the client, and whether it is safe.</summary>
internal sealed record ClientContactPoint(ContactPointKind Kind, string Value, SafeToContact Safe, string Note, bool Preferred);

/// <summary>The need of an interpreter.</summary>
internal sealed record ClientInterpreter(string Language, string Note);

/// <summary>Somebody who acts for the client.</summary>
internal sealed record ClientRepresentative(string Kind, string Name, string Contact, string Matters, DateOnly? From, DateOnly? To);
