using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests.UseCases;

public sealed class EmployerTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    [Fact]
    public async Task One_business_id_is_one_employer_however_many_register_it_at_once()
    {
        var businessId = host.NextBusinessId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            var request = host.NewEmployer($"Yritys {i}");
            request.BusinessId = businessId;
            return await host.Employers.RegisterEmployerAsync(request);
        }));

        answers.Select(answer => answer.Employer.EmployerId).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => !answer.Found).ShouldBe(1);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM employer WHERE business_id = '{businessId}'")).ShouldBe(1);
        (await host.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM event_log WHERE type = 'tyokyky.events.v1.EmployerRegistered' AND '{answers[0].Employer.EmployerId}' = ANY(order_keys)")).ShouldBe(1);
    }

    [Fact]
    public async Task A_known_employer_is_found_as_it_is()
    {
        var first = host.NewEmployer("Ensin");
        var registered = await host.Employers.RegisterEmployerAsync(first);
        var again = new RegisterEmployerRequest(first) { Name = "Toisin", RequestId = Guid.NewGuid().ToString() };

        var found = await host.Employers.RegisterEmployerAsync(again);

        found.Found.ShouldBeTrue();
        found.Employer.ShouldBe(registered.Employer);
        registered.Found.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_another_content_is_refused()
    {
        var request = host.NewEmployer();
        var first = await host.Employers.RegisterEmployerAsync(request);

        (await host.Employers.RegisterEmployerAsync(request)).ShouldBe(first);
        request.Name = "Muu";
        await host.Employers.RegisterEmployerAsync(request).ShouldFail(StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task Every_household_is_its_own()
    {
        var request = new RegisterEmployerRequest { Name = "Kotitalous", Sector = "household", Municipality = "698" };

        var one = await host.Employers.RegisterEmployerAsync(request);
        var other = await host.Employers.RegisterEmployerAsync(request);

        one.Employer.EmployerId.ShouldNotBe(other.Employer.EmployerId);
        other.Found.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1234567-2", "company", "698", "Nimi", "BUSINESS_ID_INVALID")]
    [InlineData("12345671", "company", "698", "Nimi", "BUSINESS_ID_INVALID")]
    [InlineData("", "company", "698", "Nimi", "FIELD_REQUIRED")]
    [InlineData("1234567-1", "circus", "698", "Nimi", "UNKNOWN_CODE")]
    [InlineData("1234567-1", "", "698", "Nimi", "FIELD_REQUIRED")]
    [InlineData("1234567-1", "company", "69", "Nimi", "MUNICIPALITY_INVALID")]
    [InlineData("1234567-1", "company", "", "Nimi", "FIELD_REQUIRED")]
    [InlineData("1234567-1", "company", "698", " ", "FIELD_REQUIRED")]
    public Task Bad_input_is_named(string businessId, string sector, string municipality, string name, string reason) =>
        host.Employers.RegisterEmployerAsync(new RegisterEmployerRequest { BusinessId = businessId, Sector = sector, Municipality = municipality, Name = name })
            .ShouldFail(StatusCode.InvalidArgument, reason);

    [Fact]
    public async Task Validate_only_writes_nothing()
    {
        var request = host.NewEmployer();
        request.ValidateOnly = true;

        await host.Employers.RegisterEmployerAsync(request);

        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM employer WHERE business_id = '{request.BusinessId}'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_employer_is_not_found()
    {
        var nobody = Guid.NewGuid().ToString();

        await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = nobody }).ShouldFail(StatusCode.NotFound, "EMPLOYER_UNKNOWN");
        await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = "x" }).ShouldFail(StatusCode.InvalidArgument, "UUID_INVALID");
        await host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(nobody)).ShouldFail(StatusCode.NotFound, "EMPLOYER_UNKNOWN");
        await host.Openings.PublishOpeningAsync(EmployersHost.NewOpening(nobody)).ShouldFail(StatusCode.NotFound, "EMPLOYER_UNKNOWN");
        await host.Employers.SetDoNotContactAsync(new SetDoNotContactRequest { EmployerId = nobody }).ShouldFail(StatusCode.NotFound, "EMPLOYER_UNKNOWN");
    }

    [Fact]
    public async Task Pages_by_name_together_are_the_whole_list_in_any_case_and_alphabet()
    {
        string[] names = ["ÄäniPäivä A", "äänipäivä b", "Äänipäivä C", "ÄÄNIPÄIVÄ D", "Äänipäivä D", "äänipäivä_e", "Äänipäivä%f"];
        foreach (var name in names)
        {
            await host.RegisteredAsync(name, "049");
        }

        await host.RegisteredAsync("Äänipäivä muualla", "050");
        var request = new ListEmployersRequest { NamePrefix = "äänipäivä", Municipality = "049", PageSize = 2 };
        var listed = new List<string>();
        do
        {
            var page = await host.Employers.ListEmployersAsync(request);
            page.Employers.Count.ShouldBeLessThanOrEqualTo(2);
            listed.AddRange(page.Employers.Select(employer => employer.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        listed.ShouldBe(names, ignoreOrder: true);
        listed.Select(name => name.ToLowerInvariant()).ShouldBe(names.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
        (await host.Employers.ListEmployersAsync(new ListEmployersRequest { NamePrefix = "äänipäivä%" })).Employers.Select(employer => employer.Name).ShouldBe(["Äänipäivä%f"]);
        await host.Employers.ListEmployersAsync(new ListEmployersRequest { PageSize = -1 }).ShouldFail(StatusCode.InvalidArgument, "PAGE_SIZE_NEGATIVE");
        await host.Employers.ListEmployersAsync(new ListEmployersRequest { PageToken = "x" }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
    }
}
