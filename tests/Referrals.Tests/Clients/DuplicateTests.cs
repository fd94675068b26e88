using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

public sealed class DuplicateTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private static int day;

    private ClientRegisterService.ClientRegisterServiceClient Kela => new(host.As(Role.Referrer, ReferralsHost.Kela));

    [Fact]
    public async Task A_new_client_like_an_own_one_is_flagged_and_another_authority_s_never()
    {
        var person = NewPerson("Korhonen", "Testi Aapo");
        var first = await RegisterAsync(person);

        (await Kela.RegisterClientAsync(new RegisterClientRequest { Client = person })).PossibleDuplicates.ShouldBeEmpty();
        (await AnswerAsync(person)).PossibleDuplicates.ShouldHaveSingleItem().ClientId.ShouldBe(first.ClientId);
        // The family name changed, the first given name did not; spelling of hyphens and capitals does not matter.
        (await AnswerAsync(new ClientDetails(person) { FamilyName = "Virtanen", GivenNames = "TESTI Antero" })).PossibleDuplicates.Count.ShouldBe(2);
        (await AnswerAsync(NewPerson("Korhonen", "Testi Aapo"))).PossibleDuplicates.ShouldBeEmpty();
        (await host.Database.ScalarAsync<string>($"SELECT string_agg(kind, ' ' ORDER BY kind) FROM access_log WHERE client_id = '{first.ClientId}'")).ShouldBe("change read read");
    }

    [Fact]
    public async Task Pairs_are_listed_until_somebody_dismisses_or_merges_them()
    {
        var (one, other) = await PairAsync("Listattu-Nimi");
        (await PairsAsync()).ShouldContain((one.ClientId, other.ClientId));
        (await Kela.ListPossibleDuplicatesAsync(new ListPossibleDuplicatesRequest())).Pairs.ShouldNotContain(pair => pair.First.ClientId == one.ClientId);

        await host.AgencyRegister.DismissDuplicateAsync(new DismissDuplicateRequest { ClientId = other.ClientId, OtherClientId = one.ClientId, RequestId = Guid.NewGuid().ToString() });

        (await PairsAsync()).ShouldNotContain((one.ClientId, other.ClientId));
    }

    [Fact]
    public async Task After_a_merge_both_ids_name_the_one_client_and_the_trail_is_kept()
    {
        var (kept, merged) = await PairAsync("Yhdistetty");
        var referral = host.NewReferral();
        (referral.NewClient, referral.ClientId) = (null, merged.ClientId);
        await host.AgencyReferrals.SubmitReferralAsync(referral);

        var answer = await MergeAsync(kept.ClientId, merged.ClientId);

        answer.Client.ClientId.ShouldBe(kept.ClientId);
        foreach (var id in new[] { kept.ClientId, merged.ClientId })
        {
            var client = (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = id })).Client;
            (client.ClientId, client.MergedClientIds.ShouldHaveSingleItem()).ShouldBe((kept.ClientId, merged.ClientId));
            // The receiver of the merged client's referral reads the client under either id.
            (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).GetClientAsync(new GetClientRequest { ClientId = id })).Client.FamilyName.ShouldBe("Yhdistetty");
            (await host.AgencyReferrals.ListReferralsAsync(new ListReferralsRequest { ClientId = id })).Referrals.ShouldHaveSingleItem().ClientId.ShouldBe(merged.ClientId);
            (await host.AgencyRegister.ListMergesAsync(new ListMergesRequest { ClientId = id })).Merges.ShouldHaveSingleItem().Reason.ShouldBe("Sama puhelinnumero ja osoite");
        }

        var fact = (await host.Database.FactsAsync<ClientsMerged>(merged.ClientId)).ShouldHaveSingleItem();
        (fact.KeptClientId, fact.MergedClientId).ShouldBe((kept.ClientId, merged.ClientId));
        (await host.Database.FactsAsync<ClientsMerged>(kept.ClientId)).ShouldHaveSingleItem().ShouldBe(fact);
        (await PairsAsync()).ShouldNotContain((kept.ClientId, merged.ClientId));
        await host.AgencyRegister.MergeClientsAsync(NewMerge(kept.ClientId, merged.ClientId)).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_MERGED");
    }

    [Fact]
    public async Task A_merged_client_keeps_the_case_manager_and_is_handed_over_as_one()
    {
        var coordination = new CoordinationService.CoordinationServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));
        var (kept, merged) = await PairAsync("Vastuullinen");
        await coordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = merged.ClientId, Worker = "worker-1", WorkerName = "Yksi" });
        await MergeAsync(kept.ClientId, merged.ClientId);

        var before = await coordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = kept.ClientId });
        before.CaseManager.Worker.ShouldBe("worker-1");
        var handedOver = await coordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = kept.ClientId, Worker = "worker-2", WorkerName = "Kaksi", Reason = "worker-left", Etag = before.Etag });

        foreach (var id in new[] { kept.ClientId, merged.ClientId })
        {
            var now = await coordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = id });
            (now.CaseManager.Worker, now.History.Count, now.Etag).ShouldBe(("worker-2", 1, handedOver.Etag));
        }
    }

    [Fact]
    public async Task Two_clients_with_case_managers_of_their_own_can_be_one_person()
    {
        var coordination = new CoordinationService.CoordinationServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));
        var (kept, merged) = await PairAsync("Kahden");
        await coordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = merged.ClientId, Worker = "earlier", WorkerName = "Yksi", FromDay = new() { Year = 2026, Month = 1, Day = 1 } });
        await coordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = kept.ClientId, Worker = "later", WorkerName = "Kaksi", FromDay = new() { Year = 2026, Month = 2, Day = 1 } });
        await MergeAsync(kept.ClientId, merged.ClientId);

        (await coordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = merged.ClientId })).CaseManager.Worker.ShouldBe("later");
        await coordination.AppointCaseManagerAsync(new AppointCaseManagerRequest { ClientId = merged.ClientId, Worker = "next", WorkerName = "Kolme", Reason = "worker-left", RequestId = Guid.NewGuid().ToString() });
        (await coordination.GetCaseManagerAsync(new GetCaseManagerRequest { ClientId = kept.ClientId })).CaseManager.Worker.ShouldBe("next");

        // One person is one client in a caseload, and the worker of whatever id in a worklist.
        var people = new ResponsiblePeopleService.ResponsiblePeopleServiceClient(host.As(Role.Coordinator, ReferralsHost.Agency));
        (await people.ListCaseloadsAsync(new ListCaseloadsRequest { Worker = "earlier" })).Caseloads.ShouldBeEmpty();
        (await people.ListCaseloadsAsync(new ListCaseloadsRequest { Worker = "next" })).Caseloads.ShouldHaveSingleItem().Clients.ShouldBe(1);
        foreach (var id in new[] { kept.ClientId, merged.ClientId })
        {
            var referral = host.NewReferral();
            (referral.NewClient, referral.ClientId) = (null, id);
            await host.AgencyReferrals.SubmitReferralAsync(referral);
        }

        var rows = await new WorklistsService.WorklistsServiceClient(host.As(Role.Coordinator, ReferralsHost.City)).ListWorklistAsync(new ListWorklistRequest { Worklist = Worklist.Unassigned });
        rows.Items.Where(row => row.ClientId == kept.ClientId || row.ClientId == merged.ClientId).Select(row => row.Worker).ShouldBe(["next", "next"]);
    }

    [Fact]
    public async Task A_mistaken_merge_is_taken_back_once()
    {
        var (kept, merged) = await PairAsync("Erotettu");
        var merge = (await MergeAsync(kept.ClientId, merged.ClientId)).Merge;

        var split = new SplitClientsRequest { MergeId = merge.MergeId, Reason = "Eri henkilöt", RequestId = Guid.NewGuid().ToString() };
        await host.StrangerRegister.SplitClientsAsync(split).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.AgencyRegister.SplitClientsAsync(split)).Merge.SplitAt.ShouldNotBeNull();

        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = merged.ClientId })).Client.ClientId.ShouldBe(merged.ClientId);
        (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = kept.ClientId })).Client.MergedClientIds.ShouldBeEmpty();
        (await host.Database.FactsAsync<ClientsSplit>(merged.ClientId)).ShouldHaveSingleItem().MergeId.ShouldBe(merge.MergeId);
        split.RequestId = "";
        await host.AgencyRegister.SplitClientsAsync(split).ShouldFail(StatusCode.FailedPrecondition, "ALREADY_SPLIT");
    }

    [Fact]
    public async Task Merges_chain_and_every_id_resolves()
    {
        var person = NewPerson("Ketjutettu", "Testi");
        var (one, two, three) = (await RegisterAsync(person), await RegisterAsync(person), await RegisterAsync(person));
        await MergeAsync(two.ClientId, one.ClientId);
        await MergeAsync(three.ClientId, two.ClientId);

        foreach (var id in new[] { one.ClientId, two.ClientId, three.ClientId })
        {
            (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = id })).Client.ClientId.ShouldBe(three.ClientId);
        }
    }

    [Fact]
    public async Task Merges_are_taken_back_in_any_order_and_what_the_others_say_stays()
    {
        var person = NewPerson("Purettu", "Testi");
        var (one, two, three, four) = (await RegisterAsync(person), await RegisterAsync(person), await RegisterAsync(person), await RegisterAsync(person));
        var first = (await MergeAsync(one.ClientId, two.ClientId)).Merge;
        var second = (await MergeAsync(three.ClientId, one.ClientId)).Merge;
        await MergeAsync(one.ClientId, four.ClientId);

        await SplitAsync(first);
        (await PersonsAsync()).ShouldBe([[one, three, four], [two]]);
        await SplitAsync(second);
        (await PersonsAsync()).Count.ShouldBe(3);

        Task SplitAsync(Merge merge) => host.AgencyRegister.SplitClientsAsync(new SplitClientsRequest { MergeId = merge.MergeId, Reason = "Eri henkilöt" }).ResponseAsync;
        async Task<List<Client[]>> PersonsAsync()
        {
            Client[] all = [one, two, three, four];
            var roots = new List<string>();
            foreach (var client in all)
            {
                roots.Add(await host.Database.ScalarAsync<string>($"SELECT (SELECT array_agg(id ORDER BY id) FROM unnest(tyokyky_same_client('{client.ClientId}')) id)::text"));
            }

            return [.. all.Zip(roots).GroupBy(pair => pair.Second, pair => pair.First).Select(person => person.ToArray())];
        }
    }

    [Fact]
    public async Task A_code_stands_for_the_person_and_two_codes_are_two_persons()
    {
        var coded = await RegisterAsync(host.NewPerson());
        var uncoded = await RegisterAsync(NewPerson("Esimerkki", "Testi"));
        var merge = NewMerge(uncoded.ClientId, coded.ClientId);
        merge.BirthDate = coded.BirthDate;
        (await host.AgencyRegister.MergeClientsAsync(merge)).Merge.KeptClientId.ShouldBe(coded.ClientId);

        await host.AgencyRegister.MergeClientsAsync(NewMerge((await RegisterAsync(host.NewPerson())).ClientId, uncoded.ClientId)).ShouldFail(StatusCode.FailedPrecondition, "PERSONAL_IDENTITY_CODES_DIFFER");
    }

    [Fact]
    public async Task Only_own_clients_are_merged_or_dismissed()
    {
        var ours = await RegisterAsync(NewPerson("Oma", "Testi"));
        var theirs = (await Kela.RegisterClientAsync(new RegisterClientRequest { Client = NewPerson("Muiden", "Testi") })).Client;

        await host.AgencyRegister.MergeClientsAsync(NewMerge(ours.ClientId, theirs.ClientId)).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyRegister.MergeClientsAsync(NewMerge(ours.ClientId, Guid.NewGuid().ToString())).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyRegister.DismissDuplicateAsync(new DismissDuplicateRequest { ClientId = ours.ClientId, OtherClientId = theirs.ClientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyRegister.MergeClientsAsync(NewMerge(ours.ClientId, ours.ClientId)).ShouldFail(StatusCode.InvalidArgument, "SAME_CLIENT");
    }

    [Fact]
    public async Task A_non_disclosure_of_the_record_that_gives_way_stays_in_force()
    {
        var hidden = NewPerson("Turvallinen", "Testi");
        hidden.Municipality = "698";
        var open = new ClientDetails(hidden);
        hidden.NonDisclosure = true;
        var (kept, merged) = (await RegisterAsync(open), await RegisterAsync(hidden));

        var client = (await MergeAsync(kept.ClientId, merged.ClientId)).Client;

        client.NonDisclosure.ShouldBeTrue();
        var read = (await host.AgencyRegister.GetClientAsync(new GetClientRequest { ClientId = merged.ClientId })).Client;
        (read.NonDisclosure, read.Etag).ShouldBe((true, client.Etag));
        var referral = host.NewReferral();
        (referral.NewClient, referral.ClientId) = (null, kept.ClientId);
        await host.AgencyReferrals.SubmitReferralAsync(referral);
        (await host.Database.FactsAsync<ReferralSubmitted>(kept.ClientId)).ShouldHaveSingleItem().Client.Municipality.ShouldBe("unknown");
    }

    [Fact]
    public async Task A_non_disclosure_that_is_committed_first_is_the_merged_person_s()
    {
        var (kept, merged) = await PairAsync("Ehtinyt");
        var referral = host.NewReferral();
        (referral.NewClient, referral.ClientId) = (null, kept.ClientId);
        await host.AgencyReferrals.SubmitReferralAsync(referral);

        var merging = await host.MeanwhileAsync(
            $"UPDATE client_record SET non_disclosure = true, version = version + 1 WHERE client_id = '{merged.ClientId}'", () => MergeAsync(kept.ClientId, merged.ClientId));

        merging.Client.NonDisclosure.ShouldBeTrue();
        (await host.Database.ScalarAsync<string>($"SELECT municipality FROM referral WHERE client_id = '{kept.ClientId}'")).ShouldBe("unknown");
    }

    [Fact]
    public async Task Of_opposite_merges_at_the_same_moment_one_wins()
    {
        var (one, other) = await PairAsync("Ristikkäinen");

        var outcomes = await Task.WhenAll(new[] { NewMerge(one.ClientId, other.ClientId), NewMerge(other.ClientId, one.ClientId) }.Select(async merge =>
        {
            try
            {
                await host.AgencyRegister.MergeClientsAsync(merge);
                return "";
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        outcomes.Order().ShouldBe(["", "ALREADY_MERGED"]);
    }

    private async Task<(Client One, Client Other)> PairAsync(string familyName)
    {
        var person = NewPerson(familyName, "Testi");
        return (await RegisterAsync(person), await RegisterAsync(person));
    }

    private async Task<IReadOnlyList<(string, string)>> PairsAsync()
    {
        var pairs = new List<(string, string)>();
        var request = new ListPossibleDuplicatesRequest { PageSize = 2 };
        do
        {
            var page = await host.AgencyRegister.ListPossibleDuplicatesAsync(request);
            pairs.AddRange(page.Pairs.Select(pair => (pair.First.ClientId, pair.Second.ClientId)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return pairs;
    }

    private async Task<Client> RegisterAsync(ClientDetails person) => (await AnswerAsync(person)).Client;

    private async Task<RegisterClientResponse> AnswerAsync(ClientDetails person) => await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person, RequestId = Guid.NewGuid().ToString() });

    private async Task<MergeClientsResponse> MergeAsync(string kept, string merged) => await host.AgencyRegister.MergeClientsAsync(NewMerge(kept, merged));

    private static MergeClientsRequest NewMerge(string kept, string merged) => new() { KeptClientId = kept, MergedClientId = merged, Reason = "Sama puhelinnumero ja osoite", RequestId = Guid.NewGuid().ToString() };

    /// <summary>A person without a code, born on another day in every call.</summary>
    private static ClientDetails NewPerson(string familyName, string givenNames)
    {
        var born = new DateOnly(1950, 1, 1).AddDays(Interlocked.Increment(ref day));
        return new ClientDetails { GivenNames = givenNames, FamilyName = familyName, BirthDate = new() { Year = born.Year, Month = born.Month, Day = born.Day }, ContactLanguage = "fi", Register = "social-welfare" };
    }
}
