namespace Tyokyky.Referrals.Common;

/// <summary>Texts in several languages and web addresses, as contracts tell and ask for them.</summary>
internal static class TextMessages
{
    private const int LongestAddress = 500;

    /// <summary>A text that nobody wrote is no message.</summary>
    public static TranslatedText? ToMessage(this Texts text) =>
        text.Has() ? new TranslatedText { Fi = text.Fi, Sv = text.Sv, En = text.En, Se = text.Se } : null;

    public static Texts ToDomain(this TranslatedText? text) => text is null ? new Texts() : new Texts(text.Fi, text.Sv, text.En, text.Se);

    /// <summary>At most so many characters in each language.</summary>
    public static Check Texts(this Check check, string field, TranslatedText? text, int max) => check.Within(field, text, (each, given) => each
        .MaxLength("fi", given.Fi, max).MaxLength("sv", given.Sv, max).MaxLength("en", given.En, max).MaxLength("se", given.Se, max));

    /// <summary>The same, and written in one language at least.</summary>
    public static Check RequiredTexts(this Check check, string field, TranslatedText? text, int max) => check
        .That(text is not null && text.ToDomain().Has(), field, "FIELD_REQUIRED", "a text in one language at least")
        .Texts(field, text, max);

    /// <summary>Empty, or a web address.</summary>
    public static Check OptionalWebPage(this Check check, string field, string address) => check.That(
        address.Length == 0 || IsWebPage(address), field, "WEB_PAGE_INVALID", "an address of at most 500 characters beginning with http:// or https://");

    private static bool IsWebPage(string text) =>
        text.Length <= LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
