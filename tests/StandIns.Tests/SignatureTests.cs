using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Aspire.Npgsql;
using Shouldly;
using Xunit;

namespace Tyokyky.StandIns.Tests;

public class SignatureTests
{
    private static readonly Assembly[] StandIns =
    [
        typeof(DistributedApplication).Assembly, typeof(PostgresBuilderExtensions).Assembly, typeof(RabbitMQBuilderExtensions).Assembly,
        typeof(DistributedApplicationTestingBuilder).Assembly, typeof(NpgsqlSettings).Assembly,
    ];

    [Fact]
    public void Every_public_member_of_the_stand_ins_is_in_the_published_API_with_the_same_signature() =>
        Present().Except(Published()).ShouldBeEmpty();

    [Fact]
    public void Every_signature_written_down_is_there() =>
        Published().Except(Present()).ShouldBeEmpty();

    private static HashSet<string> Present() => [.. StandIns.SelectMany(new SignaturePrinter().Of)];

    private static HashSet<string> Published()
    {
        using var reader = new StreamReader(typeof(SignatureTests).Assembly.GetManifestResourceStream(typeof(SignatureTests), "Signatures.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];
    }
}
