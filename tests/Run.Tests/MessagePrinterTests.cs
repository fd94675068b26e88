using Shouldly;
using Tyokyky.Contracts.Operations.V1;
using Xunit;

namespace Tyokyky.Run.Tests;

public sealed class MessagePrinterTests
{
    private static readonly ListDueWorkResponse Due = new()
    {
        Items = { new DueWorkItem { Kind = "remind-sender", Key = "a", Attempts = 2 }, new DueWorkItem { Kind = "remind-team", Key = "b" } },
        NextPageToken = "more",
    };

    [Fact]
    public void Rows_are_a_table_without_the_columns_that_none_of_them_has() =>
        MessagePrinter.Lines(Due, width: 80).ShouldBe(
        [
            "items: 2",
            "  kind            key   attempts",
            "──────────────────────────────────",
            "  remind-sender   a            2",
            "  remind-team     b            0",
            "",
            "next page token  more",
        ]);

    [Fact]
    public void Rows_stand_one_below_the_other_where_a_table_is_too_wide()
    {
        var lines = MessagePrinter.Lines(Due, width: 20);

        lines.Count(line => line.Trim().StartsWith("kind ", StringComparison.Ordinal)).ShouldBe(2);
        lines.ShouldContain("  key              a");
    }
}
