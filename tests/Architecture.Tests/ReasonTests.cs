using System.Text.RegularExpressions;
using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Every refusal tells a person, who may see nothing but it, what is wrong and what would be right, in Finnish, Swedish and English.</summary>
public sealed partial class ReasonTests
{
    // Put together in the code from a part that varies.
    private static readonly string[] composed = ["PERSONAL_IDENTITY_CODE_", "ENTRY_", "UNIT_UNKNOWN", "AREA_UNKNOWN", "PROFESSIONAL_UNKNOWN", "NETWORK_CONTACT_UNKNOWN"];
    private static readonly string[] parts = ["INDIVIDUAL_NUMBER", "CHECK_CHARACTER"];

    private static IEnumerable<string> Sources => Repository.Files(".cs").Where(f =>
        (f.StartsWith("services/", StringComparison.Ordinal) && !f.StartsWith("services/Sandbox/", StringComparison.Ordinal))
        || (f.StartsWith("shared/", StringComparison.Ordinal) && !f.StartsWith("shared/Run/", StringComparison.Ordinal)));

    [Fact]
    public void Every_reason_has_its_texts()
    {
        var missing = from file in Sources
                      let text = Repository.Read(file)
                      let others = Condition().Matches(text).Select(found => found.Groups[1].Value).Concat(Variable().Matches(text).Select(found => found.Groups[1].Value)).Concat(parts).ToHashSet()
                      from reason in Literal().Matches(text).Select(found => found.Groups[1].Value).Distinct()
                      where !others.Contains(reason) && ReasonText.Find(reason) is null
                      select $"{reason} ({file})";

        missing.ShouldBeEmpty("give each a row in shared/Contracts/Reasons");
    }

    [Fact]
    public void No_text_is_kept_of_a_reason_that_nobody_gives()
    {
        var given = Sources.SelectMany(file => Literal().Matches(Repository.Read(file)).Select(found => found.Groups[1].Value)).Append("INTERNAL").ToHashSet();

        ReasonText.All.Select(text => text.Reason).Where(reason => !given.Contains(reason) && !composed.Any(part => reason.StartsWith(part, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fi")]
    [InlineData("sv")]
    [InlineData("en")]
    public void Each_reason_has_a_sentence_of_its_own(string language)
    {
        var texts = ReasonText.All.Select(text => (text.Reason, Words: language switch { "fi" => text.Fi, "sv" => text.Sv, _ => text.En })).ToList();

        texts.Where(text => !Sentence().IsMatch(text.Words)).ShouldBeEmpty();
        texts.GroupBy(text => text.Words).Where(same => same.Count() > 1).Select(same => string.Join(", ", same.Select(text => text.Reason))).ShouldBeEmpty();
        // A field's or an RPC's name says nothing to who uses a program, but for what stands in braces and is replaced.
        texts.Where(text => Technical().IsMatch(text.Words)).ShouldBeEmpty();
        texts.Where(text => Optional().Replace(text.Words, "").AsSpan().ContainsAny("[]{}")).ShouldBeEmpty("what varies stands in square brackets, which are left out without it");
    }

    [Fact]
    public void No_two_languages_say_the_same() =>
        ReasonText.All.Where(text => text.Fi == text.Sv || text.Sv == text.En || text.Fi == text.En).Select(text => text.Reason).ShouldBeEmpty();

    [Fact]
    public void The_three_languages_are_told_the_same_of_what_varies() =>
        ReasonText.All.Where(text => Holes(text.Fi) != Holes(text.Sv) || Holes(text.Sv) != Holes(text.En)).Select(text => text.Reason).ShouldBeEmpty();

    private static string Holes(string text) => string.Join(' ', Hole().Matches(text).Select(hole => hole.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"")]
    private static partial Regex Literal();

    // Which condition of the state is not met, beside the reason.
    [GeneratedRegex("""(?:Precondition\(|Blocked\((?:\w+|"[A-Z_]+"),\s*)"([A-Z_]+)""")]
    private static partial Regex Condition();

    [GeneratedRegex("\"((?:TYOKYKY|ASPNETCORE|DOTNET|OTEL|ASPIRE)_[A-Z0-9_]+)\"")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\p{Lu}.{10,}[.\]]$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?<![{\w])[a-z]+_[a-z]\w*|\b[A-Z][a-z]+[A-Z][a-z]+\b")]
    private static partial Regex Technical();

    [GeneratedRegex(@"\[[^\[\]]*\{\w+\}[^\[\]]*\]")]
    private static partial Regex Optional();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();
}
