using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>
/// Links that open the form of one feedback. What is secret in one stands in its query, for paths are traced and logged; only its digest is kept.
/// </summary>
internal sealed class FeedbackLinks
{
    /// <summary>Where the page stands.</summary>
    public const string Path = "/work-trial-feedback";

    /// <summary>The query's, and the form's, name for the secret.</summary>
    public const string Secret = "link";

    private const int SecretBytes = 32;

    private readonly string address;

    public FeedbackLinks(IConfiguration configuration, IHostEnvironment environment)
    {
        address = configuration["WorkTrialFeedback:Address"]?.TrimEnd('/') ?? "";
        if (!environment.IsDevelopment() && address.Length > 0 && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException("WorkTrialFeedback:Address should be an https address: hosts' links lead there.");
        }
    }

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is kept of a secret; of what cannot be one the empty text, which opens nothing.</summary>
    public static string DigestOf(string? secret) =>
        secret is { Length: > 0 } && Base64Url.IsValid(secret, out var length) && length == SecretBytes
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)))
            : "";

    public string Of(string secret, FormLanguage language) => $"{address}{Path}/{LanguageCode(language)}?{Secret}={secret}";

    public static string LanguageCode(FormLanguage language) => language switch
    {
        FormLanguage.Sv => "sv",
        FormLanguage.En => "en",
        _ => "fi",
    };
}
