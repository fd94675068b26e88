namespace Tyokyky.Sandbox.Identity;

/// <summary>A refusal in OAuth's own words (RFC 6749, sections 4.1.2.1 and 5.2).</summary>
internal sealed class OAuthException(string error, string description, int status = StatusCodes.Status400BadRequest) : Exception(description)
{
    public string Error { get; } = error;

    public int Status { get; } = status;

    public static OAuthException InvalidRequest(string description) => new("invalid_request", description);

    public static OAuthException InvalidGrant(string description) => new("invalid_grant", description);

    public static OAuthException InvalidClient() =>
        new("invalid_client", "The client is not known, or its secret is wrong.", StatusCodes.Status401Unauthorized);
}

/// <summary>Parameters of a request, each given at most once (RFC 6749, section 3.1).</summary>
internal sealed class OAuthParameters(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values)
{
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values = values.ToDictionary(StringComparer.Ordinal);

    /// <summary>The value, or null when it is absent or empty.</summary>
    public string? this[string name]
    {
        get
        {
            if (!values.TryGetValue(name, out var given))
            {
                return null;
            }

            return given.Count > 1
                ? throw OAuthException.InvalidRequest($"{name} is given more than once.")
                : string.IsNullOrEmpty(given[0]) ? null : given[0];
        }
    }

    public string Required(string name) => this[name] ?? throw OAuthException.InvalidRequest($"{name} is missing.");
}

/// <summary>Scopes: what a token may be asked for. What it may do is decided by its roles.</summary>
internal static class Scopes
{
    public static readonly string[] Supported = ["tyokyky", "openid", "profile"];

    public static string Check(string? asked)
    {
        var scopes = (asked ?? "tyokyky").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(scopes, scope => !Supported.Contains(scope)) is { } unknown
            ? throw new OAuthException("invalid_scope", $"The scope {unknown} is not known; there are: {string.Join(' ', Supported)}.")
            : string.Join(' ', scopes);
    }
}
