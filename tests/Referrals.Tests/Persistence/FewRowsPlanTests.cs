using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Records;
using Tyokyky.Referrals.Clients;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Persistence;

/// <summary>A plan is made once for each connection, often while a table is short, and kept while it grows.</summary>
public sealed class FewRowsPlanTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task Who_the_client_is_is_asked_once_and_not_for_each_record_there_is()
    {
        var database = host.Services.GetRequiredService<Database>();
        // Few enough that to read them all looks cheap.
        for (var i = 0; i < 3; i++)
        {
            await host.SubmittedAsync();
        }

        await host.Database.ExecuteAsync("ANALYZE client; ANALYZE client_record");

        foreach (var sql in (Sql[])[ClientStore.Own(Guid.NewGuid(), City).Sql, ClientTieStore.Of(Guid.NewGuid(), City).Sql])
        {
            var plan = string.Join('\n', await database.ListAsync(new Query<string>($"EXPLAIN {sql}", row => row.GetString(0)), default));

            plan.ShouldContain("client_record");
            plan.ShouldNotContain("Seq Scan on client_record");
        }
    }
}
