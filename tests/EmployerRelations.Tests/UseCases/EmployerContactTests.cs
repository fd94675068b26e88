using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.EmployerRelations.Tests.UseCases;

public sealed class EmployerContactTests(EmployersHost host) : IClassFixture<EmployersHost>
{
    [Fact]
    public async Task The_first_contact_is_one_however_many_are_logged_at_once_and_all_of_them_count()
    {
        var employer = await host.RegisteredAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(employer.EmployerId)).ResponseAsync));

        answers.Count(answer => answer.First).ShouldBe(1);
        (await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = employer.EmployerId })).Employer.ContactCount.ShouldBe(32);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM employer_contact WHERE employer_id = '{employer.EmployerId}' AND is_first")).ShouldBe(1);
        (await host.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM event_log WHERE type = 'tyokyky.events.v1.EmployerContactLogged' AND order_keys = ARRAY['{employer.EmployerId}']")).ShouldBe(32);
    }

    [Fact]
    public async Task The_last_contact_is_the_one_with_the_latest_day_whatever_the_order_of_logging()
    {
        var employer = await host.RegisteredAsync();
        var request = EmployersHost.NewContact(employer.EmployerId);
        request.ContactedOn = new() { Year = 2024, Month = 5, Day = 2 };
        var first = await host.Employers.LogEmployerContactAsync(request);
        var older = EmployersHost.NewContact(employer.EmployerId);
        older.ContactedOn = new() { Year = 2023, Month = 1, Day = 9 };
        var coach = new EmployersService.EmployersServiceClient(host.As(Role.Coach, "1234567-1"));

        var second = await coach.LogEmployerContactAsync(older);

        first.First.ShouldBeTrue();
        second.First.ShouldBeFalse();
        second.Employer.LastContactOn.ShouldBe(request.ContactedOn);
        second.Employer.LastContactBy.ShouldBe(EmployersHost.Organisation);
        (await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = employer.EmployerId })).Employer.ShouldBe(second.Employer);
    }

    [Fact]
    public async Task A_repeated_request_counts_once()
    {
        var employer = await host.RegisteredAsync();
        var request = EmployersHost.NewContact(employer.EmployerId);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Employers.LogEmployerContactAsync(request).ResponseAsync));

        answers.Distinct().ShouldHaveSingleItem();
        (await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = employer.EmployerId })).Employer.ContactCount.ShouldBe(1);
    }

    [Fact]
    public async Task An_employer_that_asked_not_to_be_contacted_is_not_until_it_may_be_again()
    {
        var employer = await host.RegisteredAsync();
        var asked = (await host.Employers.SetDoNotContactAsync(new SetDoNotContactRequest { EmployerId = employer.EmployerId, DoNotContact = true, Etag = employer.Etag, RequestId = Guid.NewGuid().ToString() })).Employer;

        asked.DoNotContact.ShouldBeTrue();
        (await host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(employer.EmployerId)).ShouldFail(StatusCode.FailedPrecondition, "DO_NOT_CONTACT"))
            .LocalizedMessage.ShouldNotBeNull();
        var stale = await host.Employers.SetDoNotContactAsync(new SetDoNotContactRequest { EmployerId = employer.EmployerId, Etag = employer.Etag, RequestId = Guid.NewGuid().ToString() })
            .ShouldFail(StatusCode.Aborted, "ETAG_STALE");
        stale.Metadata["etag"].ShouldBe(asked.Etag);

        await host.Employers.SetDoNotContactAsync(new SetDoNotContactRequest { EmployerId = employer.EmployerId, DoNotContact = false, Etag = asked.Etag });
        (await host.Employers.LogEmployerContactAsync(EmployersHost.NewContact(employer.EmployerId))).First.ShouldBeTrue();
    }

    [Fact]
    public async Task Bad_input_is_named()
    {
        var employer = await host.RegisteredAsync();
        await RefusedAsync(contact => contact.Purpose = "gossip", "UNKNOWN_CODE");
        await RefusedAsync(contact => contact.Purpose = "", "FIELD_REQUIRED");
        await RefusedAsync(contact => contact.Mode = 0, "FIELD_REQUIRED");
        await RefusedAsync(contact => contact.Minutes = -1, "NUMBER_OUT_OF_RANGE");
        await RefusedAsync(contact => contact.ContactedOn = new() { Year = 2999, Month = 1, Day = 1 }, "DAY_IN_FUTURE");
        await RefusedAsync(contact => contact.ContactedOn = new() { Year = 2023, Month = 2, Day = 29 }, "DAY_INVALID");
        await RefusedAsync(contact => contact.Note = new string('x', 2001), "TEXT_TOO_LONG");
        (await host.Employers.GetEmployerAsync(new GetEmployerRequest { EmployerId = employer.EmployerId })).Employer.ShouldBe(employer);

        async Task RefusedAsync(Action<LogEmployerContactRequest> spoil, string reason)
        {
            var request = EmployersHost.NewContact(employer.EmployerId);
            spoil(request);
            await host.Employers.LogEmployerContactAsync(request).ShouldFail(StatusCode.InvalidArgument, reason);
        }
    }
}
