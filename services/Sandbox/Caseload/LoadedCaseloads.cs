using System.Globalization;
using Tyokyky.Sandbox.Identity;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>Which caseloads came to their end, and when: services forget request ids after some days, so a load can't be repeated for ever.</summary>
internal sealed class LoadedCaseloads(SandboxFolder folder)
{
    private const string Prefix = "caseload-";

    public DateTimeOffset? When(string programme) => folder.Read(Prefix + programme) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
        : null;

    public void Remember(string programme, DateTimeOffset when) => folder.Write(Prefix + programme, when.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>The data are gone, and the caseloads with them.</summary>
    public void Forget() => folder.Remove(Prefix);
}
