using System.Reflection;

namespace Tyokyky.Records.Tests.Schema;

/// <summary>A service with no tables of its own, and any migrations that a test invents.</summary>
internal static class OtherService
{
    public static Task MigrateAsync(string owner) => MigrateAsync(owner, TextWriter.Null);

    public static Task MigrateAsync(string owner, TextWriter report, params Migration[] more)
    {
        var set = new MigrationSet();
        set.Add("records", typeof(UnitOfWork).Assembly);
        set.AddService("other", Assembly.GetAssembly(typeof(object))!);
        return new Migrator(set, owner, "only-for-tests", report) { More = more }.RunAsync(CancellationToken.None);
    }
}
