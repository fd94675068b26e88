using OpenIddict.Abstractions;

namespace Tyokyky.Sandbox.Identity;

internal static class RepeatedParameter
{
    /// <summary>A parameter that is given more than once, which none may be (RFC 6749, section 3.1): OpenIddict takes it for one that is absent.</summary>
    public static string? Repeated(this OpenIddictRequest request) => request.GetParameters().FirstOrDefault(parameter => parameter.Value.Count > 1).Key;
}
