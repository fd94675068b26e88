namespace Tyokyky.Sandbox.Identity;

/// <summary>The issuer's URL, fixed by configuration so that a request's Host header cannot choose it.</summary>
internal sealed class Issuer(IConfiguration configuration)
{
    // Else a slash would be put at its end, and the issuer must be what clients know it as, character by character.
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public string Value { get; } = (configuration["Sandbox:Issuer"]
        ?? configuration["Authentication:Authority"]
        ?? configuration["Kestrel:Endpoints:http:Url"]
        ?? throw new InvalidOperationException("Sandbox:Issuer is missing: the URL under which services reach the Sandbox.")).TrimEnd('/');

    public Uri Uri => new(Value, AsItIs);

    public Uri At(string path) => new(Value + path);
}
