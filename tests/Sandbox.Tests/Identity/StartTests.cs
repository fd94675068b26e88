using Microsoft.AspNetCore.Hosting;
using Shouldly;
using Tyokyky.Sandbox.Identity;
using Xunit;

namespace Tyokyky.Sandbox.Tests.Identity;

public sealed class StartTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("development2")]
    public void It_refuses_to_start_outside_development(string environment)
    {
        using var application = new SandboxApplication();
        using var elsewhere = application.WithWebHostBuilder(builder => builder.UseEnvironment(environment));

        Should.Throw<InvalidOperationException>(() => elsewhere.CreateClient()).Message.ShouldContain("Development alone");
    }

    [Fact]
    public void It_refuses_to_start_without_a_data_folder()
    {
        using var application = new SandboxApplication();
        using var without = application.WithWebHostBuilder(builder => builder.UseSetting("Sandbox:DataFolder", ""));

        Should.Throw<InvalidOperationException>(() => without.CreateClient()).Message.ShouldContain("Sandbox:DataFolder");
    }

    [Fact]
    public async Task Keys_are_random_per_data_folder_kept_over_restarts_and_readable_by_their_owner_alone()
    {
        using var one = new SandboxApplication();
        using var other = new SandboxApplication();
        var first = await one.CreateClient().GetStringAsync("/oauth/jwks");
        var file = Path.Combine(one.Folder, "signing-key.pem");

        using var restarted = one.WithWebHostBuilder(_ => { });

        (await restarted.CreateClient().GetStringAsync("/oauth/jwks")).ShouldBe(first);
        (await other.CreateClient().GetStringAsync("/oauth/jwks")).ShouldNotBe(first);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void There_are_example_callers_for_every_role_in_at_least_three_organisations()
    {
        using var application = new SandboxApplication();
        var callers = application.Services.GetService(typeof(Callers)).ShouldBeOfType<Callers>().All;

        string[] roles =
        [
            "referrer", "coordinator", "team_member", "coach", "employer_liaison", "client", "employer", "manager", "analyst",
            "data_protection_officer", "operator",
        ];
        roles.ShouldBeSubsetOf(callers.SelectMany(caller => caller.Roles));
        callers.Select(caller => caller.Organisation.Id).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
        callers.Select(caller => caller.Name).ShouldBeUnique();
    }

    [Fact]
    public void Organisations_have_valid_business_ids()
    {
        foreach (var organisation in new Organisations().All)
        {
            int[] weights = [7, 9, 10, 5, 8, 4, 2];
            var sum = weights.Select((weight, i) => weight * (organisation.Id[i] - '0')).Sum() % 11;
            (organisation.Id[8] - '0').ShouldBe(sum == 0 ? 0 : 11 - sum, organisation.Id);
        }
    }
}
