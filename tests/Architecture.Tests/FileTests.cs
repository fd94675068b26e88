using Shouldly;
using Xunit;

namespace Tyokyky.Architecture.Tests;

public sealed class FileTests
{
    [Fact]
    public void A_source_file_is_read_in_one_sitting() =>
        Repository.Files(".cs")
            .Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n')))
            .Where(f => f.Lines > 450)
            .ShouldBeEmpty();
}
