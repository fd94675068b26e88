namespace Tyokyky.ServiceDefaults;

/// <summary>Whom a validated token names. Organisation and roles come from here, never from a request.</summary>
public sealed record Caller
{
    /// <summary>The token's subject: a person's pseudonymous id, "system", or "service:name".</summary>
    public required string Subject { get; init; }

    /// <summary>The organisation the caller acts for: a Y-tunnus or a registered code.</summary>
    public required string Organisation { get; init; }

    /// <summary>Every role of the token.</summary>
    public required Role Roles { get; init; }

    /// <summary>What the token was asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>For the role client: the id of the client record that the person is.</summary>
    public string? ClientId { get; init; }

    /// <summary>For the role client: the other ids of the same client, from duplicates that were merged.</summary>
    public IReadOnlyList<Guid> OtherClientIds { get; init; } = [];

    /// <summary>When the token ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>True when the token has that role.</summary>
    public bool Is(Role role) => (Roles & role) != 0;

    /// <summary>
    /// True for who acts for an organisation that must be registered: not for a client or an employer, who stand for themselves, nor for another service or
    /// an operator, who registers the first one.
    /// </summary>
    public bool ActsForRegistered => (Roles & ~(Role.Client | Role.Employer | Role.Service | Role.Operator)) != Role.None;

    /// <summary>True for the client that an id stands for.</summary>
    public bool IsClient(Guid clientId) => Is(Role.Client) && ((Guid.TryParse(ClientId, out var own) && own == clientId) || OtherClientIds.Contains(clientId));

    /// <summary>Nobody: the caller of an anonymous RPC.</summary>
    public static Caller Nobody { get; } = new() { Subject = "", Organisation = "", Roles = Role.None };

    /// <summary>The system actor: due work and reactions.</summary>
    public static Caller System(string service) => new() { Subject = "system", Organisation = "service:" + service, Roles = Role.Service };
}
