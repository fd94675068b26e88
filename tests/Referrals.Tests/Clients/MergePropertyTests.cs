using CsCheck;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

/// <summary>Whatever is merged and split, two ids are one person as long as a chain of merges that stand connects them.</summary>
public sealed class MergePropertyTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private const int Clients = 5;

    // Merge one with another, or (negative) take back the n-th merge that was made.
    private static readonly Gen<(int One, int Other)[]> steps =
        Gen.OneOf(
            Gen.Select(Gen.Int[0, Clients - 1], Gen.Int[0, Clients - 1]).Where((one, other) => one != other),
            Gen.Int[0, 6].Select(nth => (-1 - nth, 0))).Array[1, 9];

    [Fact]
    public Task Merges_and_splits_in_any_order_leave_what_the_standing_merges_say() =>
        steps.SampleAsync(TryAsync, iter: 25, threads: 1);

    private async Task TryAsync((int One, int Other)[] wished)
    {
        var ids = new List<string>();
        for (var i = 0; i < Clients; i++) { ids.Add(await UncodedAsync()); }
        var standing = new List<(string Merge, int One, int Other)>();
        var made = new List<(string Merge, int One, int Other)>();
        foreach (var (one, other) in wished)
        {
            if (one >= 0)
            {
                var areOne = PersonsOf(standing)[one] == PersonsOf(standing)[other];
                var request = new MergeClientsRequest { KeptClientId = ids[one], MergedClientId = ids[other], Reason = "Sama henkilö" };
                if (areOne)
                {
                    await host.AgencyRegister.MergeClientsAsync(request).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_MERGED");
                    continue;
                }

                // An id whose record gave way to another's stands for that one: the answer tells which two were merged.
                var merge = (await host.AgencyRegister.MergeClientsAsync(request)).Merge;
                standing.Add((merge.MergeId, ids.IndexOf(merge.KeptClientId), ids.IndexOf(merge.MergedClientId)));
                made.Add(standing[^1]);
            }
            else if (made.Count > 0)
            {
                var back = made[(-1 - one) % made.Count];
                if (standing.Remove(back)) { await host.AgencyRegister.SplitClientsAsync(new SplitClientsRequest { MergeId = back.Merge, Reason = "Eri henkilöt" }); }
                else { await host.AgencyRegister.SplitClientsAsync(new SplitClientsRequest { MergeId = back.Merge, Reason = "Eri henkilöt" }).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_SPLIT"); }
            }
        }

        var persons = PersonsOf(standing);
        for (var i = 0; i < Clients; i++)
        {
            var same = await host.Database.ScalarAsync<Guid[]>($"SELECT tyokyky_same_client('{ids[i]}')");
            same.Select(id => ids.IndexOf(id.ToString())).Order().ShouldBe(Enumerable.Range(0, Clients).Where(other => persons[other] == persons[i]));
        }
    }

    // Codes would say by themselves who is whom.
    private async Task<string> UncodedAsync()
    {
        var person = host.NewPerson();
        (person.PersonalIdentityCode, person.FamilyName, person.BirthDate) = ("", "Koodittoman" + Guid.NewGuid().ToString("N"), new() { Year = 1970, Month = 1, Day = 1 });
        return (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
    }

    private static int[] PersonsOf(List<(string Merge, int One, int Other)> standing)
    {
        int[] persons = [.. Enumerable.Range(0, Clients)];
        foreach (var (_, one, other) in standing)
        {
            var (from, to) = (persons[other], persons[one]);
            for (var i = 0; i < Clients; i++) { if (persons[i] == from) { persons[i] = to; } }
        }

        return persons;
    }
}
