using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients;

public sealed class PermissionTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private ClientRegisterService.ClientRegisterServiceClient Coordinators => new(host.As(Role.Coordinator, ReferralsHost.City));

    [Fact]
    public async Task A_permission_keeps_who_gave_it_how_and_who_recorded_it()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var request = Grant(clientId, PermissionKind.DisclosurePermission, "health-conclusions", ReferralsHost.Agency, ReferralsHost.Kela);
        (request.GivenBy, request.Form, request.Document) = ("guardian", "written", "asianhallinta 123");

        var permission = (await Coordinators.GrantPermissionAsync(request)).Permission;
        permission.AwaitsConfirmation.ShouldBeTrue();
        permission = (await host.AgencyRegister.ConfirmPermissionAsync(new ConfirmPermissionRequest { PermissionId = permission.PermissionId })).Permission;

        (permission.GivenBy, permission.Form, permission.Document).ShouldBe(("guardian", "written", "asianhallinta 123"));
        permission.RecordedByName.ShouldBe("Esimerkkikunnan työkyvyn tuki");
        (await Coordinators.ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId })).Permissions.ShouldHaveSingleItem().ShouldBe(permission);
        (await host.Database.FactsAsync<PermissionGranted>(clientId)).ShouldHaveSingleItem().Kind.ShouldBe("disclosure-permission");
    }

    [Fact]
    public async Task A_permission_recorded_by_whom_it_favours_opens_nothing_until_the_discloser_or_the_client_confirms_it()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var request = Grant(clientId, PermissionKind.Consent, "health-conclusions", ReferralsHost.Agency, ReferralsHost.City);
        var permission = (await Coordinators.GrantPermissionAsync(request)).Permission;
        (permission.AwaitsConfirmation, (await CheckAsync(clientId, "health-conclusions")).Allowed).ShouldBe((true, false));
        (await Coordinators.ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId, ValidOn = permission.ValidFrom })).Permissions.ShouldBeEmpty();
        (await host.Database.FactsAsync<PermissionGranted>(clientId)).ShouldBeEmpty();

        var confirm = new ConfirmPermissionRequest { PermissionId = permission.PermissionId, Form = "written", Document = "asianhallinta 7" };
        await Coordinators.ConfirmPermissionAsync(confirm).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await ClientOf(Guid.NewGuid().ToString()).ConfirmPermissionAsync(confirm).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyRegister.ConfirmPermissionAsync(new ConfirmPermissionRequest(confirm) { Etag = "\"stale\"" }).ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        var confirmed = (await host.AgencyRegister.ConfirmPermissionAsync(confirm)).Permission;

        (confirmed.AwaitsConfirmation, confirmed.ConfirmedBy, confirmed.Form, confirmed.RecordedBy).ShouldBe((false, ReferralsHost.Agency, "written", ReferralsHost.City));
        (await CheckAsync(clientId, "health-conclusions")).PermissionId.ShouldBe(permission.PermissionId);
        (await host.Database.FactsAsync<PermissionGranted>(clientId)).ShouldHaveSingleItem();
        await ClientOf(clientId).ConfirmPermissionAsync(confirm).ShouldFail(StatusCode.FailedPrecondition, "PERMISSION_ALREADY_CONFIRMED");
    }

    [Fact]
    public async Task The_same_consent_given_twice_is_one_and_given_by_the_client_confirms_what_was_recorded()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var request = Grant(clientId, PermissionKind.Consent, "benefits", ReferralsHost.Agency, ReferralsHost.Kela);
        var first = (await host.AgencyRegister.GrantPermissionAsync(request)).Permission;
        request.RequestId = "";
        (await host.AgencyRegister.GrantPermissionAsync(request)).Permission.ShouldBe(first);
        (await ClientOf(clientId).GrantPermissionAsync(request)).Permission.ShouldBe(first);
        var longer = Grant(clientId, PermissionKind.Consent, "benefits", ReferralsHost.Agency, ReferralsHost.Kela);
        longer.ValidFrom = Day(2025, 1, 1);
        (await host.AgencyRegister.GrantPermissionAsync(longer)).Permission.PermissionId.ShouldNotBe(first.PermissionId);

        var favoured = Grant(clientId, PermissionKind.Consent, "health-conclusions", ReferralsHost.Agency, ReferralsHost.City);
        var waiting = (await Coordinators.GrantPermissionAsync(favoured)).Permission;
        favoured.RequestId = "";
        var given = (await ClientOf(clientId).GrantPermissionAsync(favoured)).Permission;
        (given.PermissionId, given.AwaitsConfirmation, given.ConfirmedBy).ShouldBe((waiting.PermissionId, false, ""));
        (await host.Database.FactsAsync<PermissionGranted>(clientId)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_records_what_it_may_not_know_of_is_not_told_of_it()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var between = Grant(clientId, PermissionKind.Consent, "all", ReferralsHost.Agency, ReferralsHost.Kela);
        var known = (await host.AgencyRegister.GrantPermissionAsync(between)).Permission;

        var other = (await Coordinators.GrantPermissionAsync(between)).Permission;

        other.PermissionId.ShouldNotBe(known.PermissionId);
        other.AwaitsConfirmation.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_consent_given_by_many_at_once_is_one()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var request = Grant(clientId, PermissionKind.Consent, "benefits", ReferralsHost.Agency, ReferralsHost.Kela);
        request.RequestId = "";

        var given = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ => (await host.AgencyRegister.GrantPermissionAsync(request)).Permission.PermissionId));

        given.Distinct().ShouldHaveSingleItem();
        (await host.Database.FactsAsync<PermissionGranted>(clientId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_prohibition_is_lifted_by_the_client_or_on_the_client_s_word_by_whom_it_binds()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var grant = Grant(clientId, PermissionKind.Prohibition, "all", ReferralsHost.Agency, ReferralsHost.City);
        var prohibition = (await Coordinators.GrantPermissionAsync(grant)).Permission;
        prohibition.AwaitsConfirmation.ShouldBeFalse();
        var lift = new WithdrawPermissionRequest { PermissionId = prohibition.PermissionId, Form = "written", Document = "asianhallinta 9" };

        await Coordinators.WithdrawPermissionAsync(lift).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await host.AgencyRegister.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = prohibition.PermissionId }).ShouldFail(StatusCode.InvalidArgument, "FIELD_REQUIRED");
        var lifted = (await host.AgencyRegister.WithdrawPermissionAsync(lift)).Permission;
        (lifted.WithdrawalForm, lifted.WithdrawalDocument, lifted.WithdrawnBy).ShouldBe(("written", "asianhallinta 9", ReferralsHost.Agency));

        grant.RequestId = "";
        var again = (await Coordinators.GrantPermissionAsync(grant)).Permission;
        again.PermissionId.ShouldNotBe(prohibition.PermissionId);
        (await ClientOf(clientId).WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = again.PermissionId })).Permission.WithdrawnBy.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_prohibition_stops_what_is_sent_from_then_on_and_leaves_what_was_sent()
    {
        var referral = await host.SubmittedAsync();
        var task = referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.RequestInformationAsync(new RequestInformationRequest { TaskId = task, Reason = "document-missing", Question = "Mikä lausunto?" });
        await host.AgencyRegister.GrantPermissionAsync(Grant(referral.ClientId, PermissionKind.Prohibition, "all", ReferralsHost.Agency, ReferralsHost.City));

        await host.AgencyReferrals.AnswerInformationAsync(new AnswerInformationRequest { TaskId = task, Answer = "Tämä." }).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN");
        await host.AgencyReferrals.AddDocumentAsync(new AddDocumentRequest
        {
            ReferralId = referral.ReferralId,
            Type = "medical-statement-b",
            Dated = Day(2026, 1, 1),
            Reference = new Contracts.Common.V1.ExternalReference { System = "asianhallinta", Value = "1" },
        }).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN");

        (await host.CoordinatorReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks[0].TaskId.ShouldBe(task);
        await host.CoordinatorReferrals.RejectTaskAsync(new RejectTaskRequest { TaskId = task, Reason = "criteria-not-met" });
    }

    [Fact]
    public async Task A_prohibition_that_is_committed_first_stops_a_task_that_was_looked_at_before()
    {
        var referral = await host.SubmittedAsync();
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = referral.Tasks[0].TaskId });
        await using var meanwhile = await host.Database.Owner.OpenConnectionAsync();
        await using var transaction = await meanwhile.BeginTransactionAsync();
        await using (var forbid = meanwhile.CreateCommand())
        {
            forbid.CommandText = $"""
                SELECT pg_advisory_xact_lock(hashtextextended('permissions of ' || '{referral.ClientId}', 0));
                INSERT INTO permission (id, version, client_id, kind, scope, from_organisation, to_organisation, valid_from)
                VALUES (gen_random_uuid(), 1, '{referral.ClientId}', {(int)PermissionKind.Prohibition}, 'all', '{ReferralsHost.Agency}', '{ReferralsHost.Stranger}', '2020-01-01')
                """;
            await forbid.ExecuteNonQueryAsync();
        }

        var sending = host.CoordinatorReferrals.SendTaskAsync(
            new SendTaskRequest { ReferralId = referral.ReferralId, Receiver = ReferralsHost.Stranger, Service = "coordination", VoluntarinessTold = true }).ResponseAsync;
        await Eventually.Holds(
            async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND NOT granted") == 1, "the task waits for the prohibition");
        await transaction.CommitAsync();

        Refusal.Of(await Should.ThrowAsync<RpcException>(sending)).Reason.ShouldBe("DISCLOSURE_FORBIDDEN");
        (await host.AgencyReferrals.GetReferralAsync(new GetReferralRequest { ReferralId = referral.ReferralId })).Referral.Tasks.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_organisation_knows_of_the_permissions_that_concern_it_alone()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var between = (await host.AgencyRegister.GrantPermissionAsync(Grant(clientId, PermissionKind.Consent, "all", ReferralsHost.Agency, ReferralsHost.Kela))).Permission;

        (await Coordinators.ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId })).Permissions.ShouldBeEmpty();
        await Coordinators.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = between.PermissionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await ClientOf(clientId).ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId })).Permissions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Permissions_are_listed_by_kind_scope_and_day()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var ended = Grant(clientId, PermissionKind.Consent, "benefits", ReferralsHost.Agency, ReferralsHost.Kela);
        (ended.ValidFrom, ended.ValidTo) = (Day(2025, 1, 1), Day(2025, 12, 31));
        await host.AgencyRegister.GrantPermissionAsync(ended);
        await host.AgencyRegister.GrantPermissionAsync(Grant(clientId, PermissionKind.Prohibition, "all", ReferralsHost.Agency, ReferralsHost.Stranger));

        async Task<int> CountAsync(ListPermissionsRequest request) => (await host.AgencyRegister.ListPermissionsAsync(request)).Permissions.Count;
        (await CountAsync(new ListPermissionsRequest { ClientId = clientId })).ShouldBe(2);
        (await CountAsync(new ListPermissionsRequest { ClientId = clientId, Kind = PermissionKind.Prohibition })).ShouldBe(1);
        (await CountAsync(new ListPermissionsRequest { ClientId = clientId, Scope = "benefits" })).ShouldBe(1);
        (await CountAsync(new ListPermissionsRequest { ClientId = clientId, ValidOn = Day(2025, 12, 31) })).ShouldBe(1);
        (await CountAsync(new ListPermissionsRequest { ClientId = clientId, ValidOn = Day(2025, 12, 31), Kind = PermissionKind.Prohibition })).ShouldBe(0);
    }

    [Fact]
    public async Task The_client_grants_and_withdraws_as_nobody_else_can()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var client = ClientOf(clientId);
        var request = Grant(clientId, PermissionKind.Consent, "benefits", ReferralsHost.Agency, ReferralsHost.Kela);
        var permission = (await client.GrantPermissionAsync(request)).Permission;
        (permission.GivenBy, permission.Form, permission.RecordedBy).ShouldBe(("client", "electronic", ""));

        await client.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = permission.PermissionId });

        (request.GivenBy, request.RequestId) = ("guardian", "");
        await client.GrantPermissionAsync(request).ShouldFail(StatusCode.InvalidArgument, "NOT_THE_CLIENT");
        await ClientOf(Guid.NewGuid().ToString()).GrantPermissionAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await ClientOf(Guid.NewGuid().ToString()).ListPermissionsAsync(new ListPermissionsRequest { ClientId = clientId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
    }

    [Fact]
    public async Task A_disclosure_rests_on_the_law_or_on_what_the_client_gave_until_withdrawn()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        (await CheckAsync(clientId, "benefits")).ShouldSatisfyAllConditions(
            benefits => benefits.Allowed.ShouldBeTrue(),
            benefits => benefits.Basis.ShouldBe(DisclosureBasis.Law),
            benefits => benefits.LawCode.ShouldBe("multi-professional-support"));
        (await CheckAsync(clientId, "health-conclusions")).ShouldSatisfyAllConditions(
            health => health.Allowed.ShouldBeFalse(),
            health => health.Missing.ShouldBe([DisclosureMissing.Consent]),
            health => health.Withheld.ShouldContain("situation.partial-work-ability"));

        var permission = (await host.AgencyRegister.GrantPermissionAsync(Grant(clientId, PermissionKind.Consent, "all", ReferralsHost.Agency, ReferralsHost.City))).Permission;
        (await CheckAsync(clientId, "health-conclusions")).PermissionId.ShouldBe(permission.PermissionId);

        await host.AgencyRegister.WithdrawPermissionAsync(new WithdrawPermissionRequest { PermissionId = permission.PermissionId });
        (await CheckAsync(clientId, "health-conclusions")).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_prohibition_goes_before_a_permission_and_not_before_a_law_that_says_so()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        await host.AgencyRegister.GrantPermissionAsync(Grant(clientId, PermissionKind.Consent, "health-conclusions", ReferralsHost.Agency, ReferralsHost.City));
        var prohibition = (await host.AgencyRegister.GrantPermissionAsync(Grant(clientId, PermissionKind.Prohibition, "all", ReferralsHost.Agency, ReferralsHost.City))).Permission;

        var health = await CheckAsync(clientId, "health-conclusions");
        (health.Allowed, health.ProhibitionId).ShouldBe((false, prohibition.PermissionId));
        health.Missing.ShouldBe([DisclosureMissing.ProhibitionWithdrawn]);
        (await CheckAsync(clientId, "benefits")).Basis.ShouldBe(DisclosureBasis.Law);
        (await CheckAsync(clientId, "contact-details")).Allowed.ShouldBeFalse();
        (await Coordinators.GetClientAsync(new GetClientRequest { ClientId = clientId })).Client.Municipality.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_scope_is_decided_when_none_is_named()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;

        var answer = await host.AgencyRegister.CheckDisclosureAsync(new CheckDisclosureRequest { ClientId = clientId, FromOrganisation = ReferralsHost.Agency, ToOrganisation = ReferralsHost.Kela });

        answer.Disclosures.Select(disclosure => disclosure.Scope).ShouldBe(["work-ability-plan", "health-conclusions", "employment-services", "benefits", "contact-details", "social-situation"]);
        answer.AllAllowed.ShouldBeFalse();
        answer.Disclosures.Single(disclosure => disclosure.Scope == "benefits").Missing.ShouldBe([DisclosureMissing.Consent, DisclosureMissing.Referral]);
    }

    [Fact]
    public async Task A_day_on_which_nothing_could_be_asked_about_is_refused_and_allows_nothing()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var longAgo = new CheckDisclosureRequest
        {
            ClientId = clientId,
            FromOrganisation = ReferralsHost.Agency,
            ToOrganisation = ReferralsHost.Kela,
            OnDay = new Google.Type.Date { Year = 1950, Month = 1, Day = 2 },
        };

        var refusal = await host.AgencyRegister.CheckDisclosureAsync(longAgo).ShouldFail(StatusCode.InvalidArgument, "FIELD_INVALID");

        refusal.BadRequest!.FieldViolations.ShouldHaveSingleItem().Field.ShouldBe("on_day");
    }

    [Fact]
    public async Task Only_the_two_sides_and_the_client_may_ask()
    {
        var clientId = (await host.SubmittedAsync()).ClientId;
        var between = new CheckDisclosureRequest { ClientId = clientId, FromOrganisation = ReferralsHost.Agency, ToOrganisation = ReferralsHost.Kela };

        await Coordinators.CheckDisclosureAsync(between).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).CheckDisclosureAsync(between).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await ClientOf(clientId).CheckDisclosureAsync(between)).Disclosures.Count.ShouldBe(6);

        await host.AgencyRegister.GrantPermissionAsync(Grant(clientId, PermissionKind.Consent, "benefits", ReferralsHost.Agency, ReferralsHost.Kela));
        (await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).CheckDisclosureAsync(between)).Disclosures.Count(disclosure => disclosure.Allowed).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_client_forbids_is_neither_referred_handed_over_nor_sent_on()
    {
        var referral = await host.SubmittedAsync();
        var task = referral.Tasks[0].TaskId;
        await host.CoordinatorReferrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = task });
        await host.AgencyRegister.GrantPermissionAsync(Grant(referral.ClientId, PermissionKind.Prohibition, "all", ReferralsHost.Agency, ReferralsHost.Stranger));

        var refusal = await host.CoordinatorReferrals.OfferTransferAsync(new OfferTransferRequest { TaskId = task, To = ReferralsHost.Stranger, Reason = "client-moved" }).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN");
        refusal.Metadata["to_organisation"].ShouldBe(ReferralsHost.Stranger);
        await host.CoordinatorReferrals.SendTaskAsync(new SendTaskRequest { VoluntarinessTold = true, ReferralId = referral.ReferralId, Receiver = ReferralsHost.Stranger, Service = "coordination" }).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN");
        var another = host.NewReferral(ReferralsHost.Stranger);
        (another.NewClient, another.ClientId) = (null, referral.ClientId);
        await host.AgencyReferrals.SubmitReferralAsync(another).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_FORBIDDEN");
    }

    [Fact]
    public async Task The_client_reads_every_controller_s_record()
    {
        var person = host.NewPerson();
        var clientId = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = person })).Client.ClientId;
        await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Referrer, ReferralsHost.Kela)).RegisterClientAsync(new RegisterClientRequest { Client = new ClientDetails(person) { Register = "kela-benefits" } });

        var first = await ClientOf(clientId).ListOwnRecordsAsync(new ListOwnRecordsRequest { PageSize = 1 });
        var second = await ClientOf(clientId).ListOwnRecordsAsync(new ListOwnRecordsRequest { PageSize = 1, PageToken = first.NextPageToken });

        first.Records.Concat(second.Records).Select(record => record.ControllerName).ShouldBe(["Esimerkkitoimisto", "Esimerkkikunnan sosiaalipalvelut"]);
        await new ClientRegisterService.ClientRegisterServiceClient(host.As(Role.Client, ReferralsHost.Kela)).ListOwnRecordsAsync(new ListOwnRecordsRequest()).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE client_id = '{clientId}' AND role = 'client' AND kind = 'read'")).ShouldBe(2);
    }

    private ClientRegisterService.ClientRegisterServiceClient ClientOf(string clientId) => new(host.As(Role.Client, ReferralsHost.City, "person", clientId));

    private async Task<ScopeDisclosure> CheckAsync(string clientId, string scope) =>
        (await Coordinators.CheckDisclosureAsync(new CheckDisclosureRequest { ClientId = clientId, FromOrganisation = ReferralsHost.Agency, ToOrganisation = ReferralsHost.City, Scopes = { scope } })).Disclosures.ShouldHaveSingleItem();

    private static GrantPermissionRequest Grant(string clientId, PermissionKind kind, string scope, string from, string to) => new()
    {
        ClientId = clientId,
        Kind = kind,
        Scope = scope,
        FromOrganisation = from,
        ToOrganisation = to,
        RequestId = Guid.NewGuid().ToString(),
    };

    private static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };
}
