using Shouldly;
using Tyokyky.Referrals.Organisations;
using Tyokyky.Referrals.Referrals;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Referrals.Tests.Referrals.Domain;

public sealed class AskedTests
{
    private static readonly DateOnly today = new(2026, 3, 1);

    private readonly Organisation receiver = new("receiver", "Vastaanottaja", "municipality", [], ["coordination"], 1);

    [Fact]
    public void An_organisation_is_asked_for_what_it_offers_with_the_client_told_and_nothing_forbidden() => Ask().Receiver.ShouldBe("receiver");

    [Fact]
    public void Nobody_is_asked_for_a_service_that_it_does_not_offer() => ReasonOf(() => Ask(service: "job-coaching")).ShouldBe("SERVICE_NOT_OFFERED");

    [Fact]
    public void Nobody_is_asked_after_its_last_day() =>
        ReasonOf(() => Ask(of: receiver with { Days = new(null, today.AddDays(-1)) })).ShouldBe("ORGANISATION_NOT_VALID");

    [Fact]
    public void Nobody_is_asked_while_the_client_does_not_know_that_the_service_is_voluntary() => ReasonOf(() => Ask(told: false)).ShouldBe("VOLUNTARINESS_NOT_TOLD");

    [Fact]
    public void Nobody_is_asked_whom_the_client_forbids_to_be_told() => ReasonOf(() => Ask(forbidden: "receiver")).ShouldBe("DISCLOSURE_FORBIDDEN");

    private static string ReasonOf(Action ask) => Should.Throw<DomainException>(ask).Reason;

    private Asked Ask(Organisation? of = null, string service = "coordination", bool told = true, string? forbidden = null) => Asked.Of([of ?? receiver], service, told, forbidden, today);
}
