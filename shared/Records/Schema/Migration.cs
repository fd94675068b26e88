using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.Records;

/// <summary>One SQL file; when it was written says in which order it runs, its name whether it has run.</summary>
internal sealed record Migration(string Component, string Time, string Name, string Text)
{
    /// <summary>Of the file's text, so that a file that was changed after it ran is noticed.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>The statements, with the restricted role's name in place of <c>{{app}}</c>.</summary>
    public string For(string appRole) => Text.Replace("{{app}}", SqlName.Quote(appRole), StringComparison.Ordinal);

    public override string ToString() => $"{Component} {Time} {Name}";
}
