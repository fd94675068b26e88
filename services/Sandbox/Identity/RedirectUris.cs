using System.Text.RegularExpressions;

namespace Tyokyky.Sandbox.Identity;

/// <summary>
/// Where an authorization code may be sent: exactly the registered addresses, character by character. On the machine itself the port is
/// free (RFC 8252, section 7.3), since a page under development starts on whichever is.
/// </summary>
internal sealed partial class RedirectUris(IConfiguration configuration)
{
    private readonly HashSet<string> registered =
    [
        "http://127.0.0.1/callback",
        "http://[::1]/callback",
        "http://localhost/callback",
        .. configuration.GetSection("Sandbox:RedirectUris").Get<string[]>()?.Select(WithoutLoopbackPort) ?? [],
    ];

    public bool Allow(string? uri) => uri is not null && registered.Contains(WithoutLoopbackPort(uri));

    private static string WithoutLoopbackPort(string uri) => Loopback().Replace(uri, "$1$2");

    [GeneratedRegex(@"\A(http://(?:127\.0\.0\.1|\[::1\]|localhost))(?::[0-9]{1,5})?(/[\x21-\x7e]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Loopback();
}
