using Shouldly;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>Codes are dated data with their source.</summary>
public sealed class CodeSystemTests
{
    [Fact]
    public void Every_row_has_the_columns_that_its_head_names()
    {
        // A separator inside a text would move what follows from the code into a column that nobody reads.
        var wrong = from file in Repository.Files(".csv")
                    where file.StartsWith("shared/Contracts/CodeSystems/", StringComparison.Ordinal)
                    let rows = Repository.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    from row in rows
                    where row.Split(';').Length != rows[0].Split(';').Length
                    select $"{file}: {row}";

        wrong.ShouldBeEmpty();
    }
}
