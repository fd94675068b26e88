using System.Text.RegularExpressions;
using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>What the sources may say.</summary>
public sealed partial class SourceTests
{
    // Written in halves, so that this file does not find itself.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "NotImplemented" + "Exception"];

    private static readonly string[] RegistryHosts = ["registry.npmjs" + ".org", "nuget" + ".org/v3", "deb.debian" + ".org", "archive.ubuntu" + ".com", "registry.yarnpkg" + ".com"];

    [Fact]
    public void Domain_knows_neither_SQL_nor_gRPC_nor_the_web() =>
        Sources("services/").Where(f => f.Contains("/Domain/", StringComparison.Ordinal))
            .SelectMany(f => Outside().Matches(Repository.Read(f)).Select(m => $"{f}: {m.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_thread_sleeps() =>
        Sources("services/", "shared/").Where(f => Repository.Read(f).Contains("Thread.Sleep(", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_unfinished() => Mentions(Unfinished, ".cs", ".proto", ".sql", ".mjs", ".ts", ".sh", ".csproj", ".props").ShouldBeEmpty();

    [Fact]
    public void No_package_registry_is_named() =>
        Mentions(RegistryHosts, ".cs", ".csproj", ".props", ".config", ".json", ".npmrc", ".yaml", ".yml", ".sh", ".mjs", ".md", "run", "test").ShouldBeEmpty();

    [Fact]
    public void No_binary_or_key_is_kept() => Repository.Files(".nupkg", ".dll", ".exe", ".pfx", ".key", ".pem").ShouldBeEmpty();

    [Fact]
    public void A_source_file_is_read_in_one_sitting() =>
        Repository.Files(".cs").Where(f => LinesOf(f) > 450).ShouldBeEmpty();

    [Fact]
    public void A_folder_is_looked_over_at_a_glance() =>
        Repository.Files(".cs").GroupBy(f => Path.GetDirectoryName(f)).Where(folder => folder.Count() > 40).Select(folder => $"{folder.Key}: {folder.Count()}").ShouldBeEmpty();

    [Fact]
    public void What_is_shared_stays_smaller_than_the_services_it_serves() => Sources("shared/").Sum(LinesOf).ShouldBeLessThan(Sources("services/").Sum(LinesOf));

    // A text that is told as one may be longer: it can't be broken without breaking what it says.
    [Fact]
    public void A_line_is_seen_without_scrolling() =>
        Sources("services/", "shared/", "Tyokyky.AppHost/")
            .SelectMany(f => Repository.Read(f).Split('\n').Select((line, at) => (Place: $"{f}:{at + 1}", Line: line)))
            .Where(one => one.Line.Length > 160 && !Text().IsMatch(one.Line))
            .Select(one => one.Place)
            .ShouldBeEmpty();

    [Fact]
    public void A_folder_of_use_cases_holds_nothing_else_and_each_is_found_by_its_name() =>
        Sources("services/").Where(f => f.Contains("/UseCases/", StringComparison.Ordinal) != IsUseCase(f)).ShouldBeEmpty();

    private static bool IsUseCase(string file) =>
        Repository.Read(file) is var text && text.Contains("[Access(", StringComparison.Ordinal)
        && text.Contains($"internal sealed class {Path.GetFileNameWithoutExtension(file)}", StringComparison.Ordinal) && text.Contains(" Handle(", StringComparison.Ordinal);

    private static int LinesOf(string file) => Repository.Read(file).Count(c => c == '\n');

    private static IEnumerable<string> Sources(params string[] folders) =>
        Repository.Files(".cs").Where(f => folders.Any(folder => f.StartsWith(folder, StringComparison.Ordinal)));

    private static IEnumerable<string> Mentions(string[] words, params string[] endings) =>
        Repository.Files(endings).SelectMany(f => words.Where(word => Repository.Read(f).Contains(word, StringComparison.Ordinal)).Select(word => $"{f}: {word}"));

    [GeneratedRegex("""^\s*(return |\? |: )?\$?".*"[).;,]*$""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(Npgsql\w*|System\.Data|Grpc\.|RpcException|ServerCallContext|StatusCode\.|Microsoft\.AspNetCore|HttpContext|MassTransit|IConfiguration|ILogger)\b?")]
    private static partial Regex Outside();
}
