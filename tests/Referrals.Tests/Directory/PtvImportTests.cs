using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;

namespace Tyokyky.Referrals.Tests.Directory;

public sealed class PtvImportTests(DirectoryHost host) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task Good_rows_become_entries_and_bad_ones_are_told_with_field_and_reason()
    {
        var (good, bad, unmapped) = (Service(), Service(), Service());
        bad["serviceNames"]![0]!["value"] = new string('x', 101);
        bad["areaType"] = "Everywhere";
        unmapped["serviceClasses"] = new JsonArray();

        var answer = await host.Keeper.ImportPtvServicesAsync(Import(good, bad, unmapped));

        (answer.Created, answer.Updated, answer.Unchanged, answer.Refused).ShouldBe((1, 0, 0, 2));
        answer.Rows.Select(row => (row.Kind, row.Index, row.Result)).ShouldBe(
        [
            (PtvDocumentKind.Organisation, 0, answer.Rows[0].Result), (PtvDocumentKind.Channel, 0, PtvImportResult.Updated),
            (PtvDocumentKind.Service, 0, PtvImportResult.Created), (PtvDocumentKind.Service, 1, PtvImportResult.Refused), (PtvDocumentKind.Service, 2, PtvImportResult.Refused),
        ]);
        answer.Rows[3].Errors.Select(error => (error.Field, error.Reason)).ShouldBe([("serviceNames[0].value", "TEXT_TOO_LONG"), ("areaType", "VALUE_UNKNOWN")]);
        answer.Rows[3].EntryId.ShouldBeEmpty();
        answer.Rows[4].Errors.ShouldHaveSingleItem().Reason.ShouldBe("SERVICE_CLASS_UNMAPPED");
        answer.Rows[2].Warnings.ShouldContain(warning => warning.Reason == "CODE_UNMAPPED");

        var entry = (await host.Client.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = answer.Rows[2].EntryId })).Entry;
        (entry.State, entry.PtvId, entry.ProviderName, entry.MaintainerOrganisation, entry.Details.Source).ShouldBe((DirectoryEntryState.Published, (string)good["id"]!, "Esimerkkitoimisto", City, "PTV"));
        entry.Details.Channels.ShouldHaveSingleItem().Hours.Count.ShouldBe(3);
        entry.ConfirmedOn.ShouldBe(FinnishTime.DayOf(host.Now).ToDate());
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM directory_entry WHERE ptv_id IN ('{bad["id"]}', '{unmapped["id"]}')")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_old_in_PTV_is_asked_about_at_once()
    {
        var service = Service();
        service["modified"] = "2024-02-20T09:00:00Z";
        var get = new GetDirectoryEntryRequest { EntryId = (await host.Keeper.ImportPtvServicesAsync(Import(service))).Rows[^1].EntryId };

        await Eventually.Holds(async () => (await host.Client.GetDirectoryEntryAsync(get)).Entry.StaleSince is not null, "it is stale");
        (await host.Client.GetDirectoryEntryAsync(get)).Entry.ConfirmedOn.ShouldBe(new DateOnly(2024, 2, 20).ToDate());
    }

    [Fact]
    public async Task The_same_content_changes_nothing_and_what_PTV_does_not_tell_stays()
    {
        var service = Service();
        var entryId = (await host.Keeper.ImportPtvServicesAsync(Import(service))).Rows[^1].EntryId;
        var imported = (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = entryId })).Entry;
        imported.Details.ForProfessionals = new TranslatedText { Fi = "Soita ensin." };
        imported.Details.CoachingModel = "kela-teak";
        var changed = (await host.Keeper.UpdateDirectoryEntryAsync(new UpdateDirectoryEntryRequest { EntryId = entryId, Details = imported.Details })).Entry;

        var again = await host.Keeper.ImportPtvServicesAsync(Import(service));
        (again.Unchanged, again.Rows[0].Result, again.Rows[1].Result, again.Rows[^1].EntryId).ShouldBe((1, PtvImportResult.Unchanged, PtvImportResult.Unchanged, entryId));
        (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = entryId })).Entry.Etag.ShouldBe(changed.Etag);

        service["serviceDescriptions"]![0]!["value"] = "Uusi lause.";
        var alone = new ImportPtvServicesRequest { Services = Json(service) };
        (await host.Keeper.ImportPtvServicesAsync(alone)).Updated.ShouldBe(1);
        var entry = (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = entryId })).Entry;
        (entry.Details.Summary.Fi, entry.Details.ForProfessionals.Fi, entry.Details.CoachingModel, entry.Details.Channels.Count).ShouldBe(("Uusi lause.", "Soita ensin.", "kela-teak", 1));
    }

    [Fact]
    public async Task What_ends_in_PTV_is_withdrawn_and_what_was_withdrawn_here_stays_so()
    {
        var service = Service();
        var entryId = (await host.Keeper.ImportPtvServicesAsync(Import(service))).Rows[^1].EntryId;

        service["publishingStatus"] = "Deleted";
        (await host.Keeper.ImportPtvServicesAsync(Import(service))).Updated.ShouldBe(1);
        (await StateAsync(entryId)).ShouldBe(DirectoryEntryState.Withdrawn);
        service["publishingStatus"] = "Published";
        (await host.Keeper.ImportPtvServicesAsync(Import(service))).Updated.ShouldBe(1);
        (await StateAsync(entryId)).ShouldBe(DirectoryEntryState.Published);

        await host.Keeper.WithdrawDirectoryEntryAsync(new WithdrawDirectoryEntryRequest { EntryId = entryId });
        var row = (await host.Keeper.ImportPtvServicesAsync(Import(service))).Rows[^1];
        (row.Result, row.Warnings.Any(warning => warning.Reason == "WITHDRAWN_HERE")).ShouldBe((PtvImportResult.Unchanged, true));
        (await StateAsync(entryId)).ShouldBe(DirectoryEntryState.Withdrawn);
        (await host.Database.FactsAsync<DirectoryEntryChanged>(entryId)).Select(fact => fact.State).ShouldBe(["published", "withdrawn", "published", "withdrawn"]);

        var gone = Service();
        gone["publishingStatus"] = "Archived";
        (await host.Keeper.ImportPtvServicesAsync(Import(gone))).Rows[^1].EntryId.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_caller_names_what_the_classes_do_not_tell_and_who_an_organisation_is()
    {
        var service = Service();
        service["serviceClasses"] = new JsonArray();
        service["organizations"]![1]!["organization"]!["id"] = Guid.NewGuid().ToString();
        var request = Import(service);
        request.ServiceCodes.Add(new PtvServiceCode { PtvId = (string)service["id"]!, Service = "peer-support" });

        (await host.Keeper.ImportPtvServicesAsync(request)).Rows[^1].Errors.ShouldHaveSingleItem().Reason.ShouldBe("ORGANISATION_UNKNOWN");
        var organisation = PtvSamples.Organisation("9000001-1");
        organisation["id"] = (string)service["organizations"]![1]!["organization"]!["id"]!;
        request.Organizations = Json(organisation);
        (await host.Keeper.ImportPtvServicesAsync(request)).Rows[^1].Errors.ShouldHaveSingleItem().Reason.ShouldBe("ORGANISATION_NOT_REGISTERED");
        organisation["businessCode"] = Agency;
        request.Organizations = Json(organisation);
        var row = (await host.Keeper.ImportPtvServicesAsync(request)).Rows[^1];
        var entry = (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = row.EntryId })).Entry;
        (entry.Details.Service, entry.ProviderName).ShouldBe(("peer-support", "Esimerkkikunnan sosiaalipalvelut"));
    }

    [Fact]
    public async Task What_another_organisation_keeps_is_left_alone()
    {
        var service = Service();
        await host.Keeper.ImportPtvServicesAsync(Import(service));
        service["serviceNames"]![0]!["value"] = "Vallattu";

        (await host.Other.ImportPtvServicesAsync(Import(service))).Rows[^1].Errors.ShouldHaveSingleItem().Reason.ShouldBe("KEPT_BY_ANOTHER");
        (await host.Operator.ImportPtvServicesAsync(Import(service))).Updated.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_import_answers_the_same_and_two_at_once_make_one_entry()
    {
        var request = Import(Service());
        request.RequestId = Guid.NewGuid().ToString();
        request.ValidateOnly = true;
        (await host.Keeper.ImportPtvServicesAsync(request)).Created.ShouldBe(1);
        request.ValidateOnly = false;
        var first = await host.Keeper.ImportPtvServicesAsync(request);
        (await host.Keeper.ImportPtvServicesAsync(request)).ShouldBe(first);
        first.Created.ShouldBe(1);

        var service = Service();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Keeper.ImportPtvServicesAsync(Import(service)).ResponseAsync));
        (answers.Sum(answer => answer.Created), answers.Sum(answer => answer.Unchanged)).ShouldBe((1, 5));
    }

    [Fact]
    public async Task What_is_no_JSON_is_refused_whole()
    {
        (await host.Keeper.ImportPtvServicesAsync(new ImportPtvServicesRequest { Services = ByteString.CopyFromUtf8("{") }).ShouldFail(StatusCode.InvalidArgument, "JSON_INVALID")).Metadata["field"].ShouldBe("services");
        await host.Keeper.ImportPtvServicesAsync(new ImportPtvServicesRequest { Services = ByteString.CopyFrom([0xff, 0xfe]) }).ShouldFail(StatusCode.InvalidArgument, "JSON_INVALID");
    }

    private async Task<DirectoryEntryState> StateAsync(string entryId) => (await host.Keeper.GetDirectoryEntryAsync(new GetDirectoryEntryRequest { EntryId = entryId })).Entry.State;

    // Modified lately in PTV, or it would be asked about at once.
    private JsonObject Service()
    {
        var service = PtvSamples.Service(Guid.NewGuid().ToString());
        service["modified"] = host.Now.ToString("O");
        return service;
    }

    private static ImportPtvServicesRequest Import(params JsonObject[] services) => new()
    {
        Organizations = Json(PtvSamples.Organisation()),
        ServiceChannels = Json(PtvSamples.Channel()),
        Services = Json(services),
    };

    private static ByteString Json(params JsonObject[] documents) => ByteString.CopyFromUtf8(new JsonArray([.. documents.Select(document => document.DeepClone())]).ToJsonString());
}
