using Shouldly;
using Tyokyky.Contracts;
using Tyokyky.Referrals.Clients;
using Xunit;

namespace Tyokyky.Referrals.Tests.Clients.Domain;

public sealed class VoluntarinessTests
{
    [Theory]
    [InlineData("employment-authority")]
    [InlineData("te-office")]
    [InlineData("kela")]
    [InlineData("a kind that nobody knows")]
    public void An_authority_that_can_sanction_cannot_tell_a_client_s_no_from_other_reasons(string kind)
    {
        Voluntariness.ReasonFor(kind, "client-declined", otherwise: "not-started").ShouldBe("not-started");
        Voluntariness.ReasonFor(kind, "criteria-not-met", otherwise: "not-started").ShouldBe("not-started");
        Voluntariness.ReasonFor(kind, "client-withdrew", otherwise: "ended").ShouldBe("ended");
        Voluntariness.ReasonFor(kind, "no-capacity", otherwise: "not-started").ShouldBe("no-capacity");
    }

    [Fact]
    public void Every_other_organisation_sees_the_reason_itself()
    {
        foreach (var kind in CodeSystem.Get("organisation-kind").Entries.Select(entry => entry.Code).Where(kind => !Voluntariness.CanSanction(kind)))
        {
            Voluntariness.ReasonFor(kind, "client-declined", otherwise: "not-started").ShouldBe("client-declined");
        }
    }
}
