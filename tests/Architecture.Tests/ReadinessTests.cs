using System.Text.RegularExpressions;
using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>How ready a client feels is recorded, and decides nothing (ADR 22).</summary>
public sealed partial class ReadinessTests
{
    // The screening that keeps the answer and shows it.
    private static readonly string[] keepsIt = ["ScreenClient.cs", "ScreeningStore.cs", "ScreeningView.cs", "Screening.cs"];

    [Fact]
    public void Nothing_but_the_record_of_it_reads_the_answer() =>
        Repository.Files(".cs")
            .Where(file => file.StartsWith("services/", StringComparison.Ordinal) && !keepsIt.Contains(Path.GetFileName(file)))
            .Where(file => Statements().Matches(Repository.Read(file)).Any(line => Answer().IsMatch(line.Value)))
            .ShouldBeEmpty();

    [Fact]
    public void The_record_of_it_takes_it_as_it_is()
    {
        var screening = Repository.Files(".cs").Where(file => keepsIt.Contains(Path.GetFileName(file)) && file.Contains("/Needs/", StringComparison.Ordinal)).Select(Repository.Read).ToList();

        screening.Count.ShouldBe(keepsIt.Length);
        screening.SelectMany(text => Statements().Matches(text).Select(line => line.Value)).Where(line => Answer().IsMatch(line) && Condition().IsMatch(line)).ShouldBeEmpty();
    }

    [Fact]
    public void No_dated_rule_goes_by_it()
    {
        var said = CodeSystem.Get("readiness").Entries.Select(entry => entry.Code).Where(code => code.Contains('-', StringComparison.Ordinal)).ToList();

        Repository.Files(".csv").Where(file => file.StartsWith("services/", StringComparison.Ordinal))
            .Where(file => said.Any(code => Repository.Read(file).Contains(code, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_reason_and_no_refusal_is_named_for_it()
    {
        var reasons = from system in CodeSystem.Names
                      // A domain of functioning says what was observed at a workplace, and is no reason of anything.
                      where system is not ("readiness" or "functional-domain")
                      from entry in CodeSystem.Get(system).Entries
                      where Named().IsMatch(entry.Code.Replace('-', ' '))
                      select $"{system} {entry.Code}";
        var refusals = from file in Repository.Files(".cs", ".proto")
                       where file.StartsWith("services/", StringComparison.Ordinal) || file.StartsWith("shared/Contracts/", StringComparison.Ordinal)
                       from Match reason in Reason().Matches(Repository.Read(file))
                       where Named().IsMatch(reason.Value.Replace('_', ' '))
                       select $"{file}: {reason.Value}";

        reasons.Concat(refusals).ShouldBeEmpty();
    }

    // Lines of code: what a comment says decides nothing.
    [GeneratedRegex(@"^(?!\s*//).*$", RegexOptions.Multiline)]
    private static partial Regex Statements();

    [GeneratedRegex("""\bReadiness\b|"readiness"|\breadiness\b""")]
    private static partial Regex Answer();

    [GeneratedRegex(@"\bif\b|\bwhen\b|\bthrow\b|\?|==|!=|\bis\b|\bswitch\b")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\b(un)?read(y|iness)\b|\bmotivat", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b[A-Z][A-Z]+(_[A-Z]+)+\b")]
    private static partial Regex Reason();
}
