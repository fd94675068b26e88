using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.EventLog;
using Tyokyky.ServiceDefaults;
using Tyokyky.WorkAbilityTeam.Plans;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Tests.Domain;

public sealed class SupportPlanTests
{
    private static readonly DateOnly made = new(2026, 3, 1);

    [Fact]
    public void A_kept_measure_keeps_its_id_and_a_new_one_gets_one()
    {
        var first = Begun(New("coaching"));
        var kept = first.Current.Measures[0];

        var second = first.Revise(Draft(kept with { Owner = "another" }, New("studies")), Guid.NewGuid, default);

        second.Current.Number.ShouldBe(2);
        second.Current.Measures[0].ShouldBe(kept with { Owner = "another" });
        second.Current.Measures[1].Id.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public void A_measure_of_another_plan_is_not_kept() =>
        Should.Throw<DomainException>(() => Begun().Revise(Draft(New("coaching") with { Id = Guid.NewGuid() }), Guid.NewGuid, default)).Reason.ShouldBe("MEASURE_UNKNOWN");

    [Fact]
    public void An_ended_measure_does_not_come_back_under_its_id()
    {
        var first = Begun(New("coaching"));
        var second = first.Revise(Draft(), Guid.NewGuid, default);

        Should.Throw<DomainException>(() => second.Revise(Draft(first.Current.Measures), Guid.NewGuid, default)).Reason.ShouldBe("MEASURE_UNKNOWN");
    }

    [Fact]
    public void What_others_were_told_of_a_measure_does_not_change_under_its_id()
    {
        var plan = Begun(New("health-check"));
        var kept = plan.Current.Measures[0];

        foreach (var changed in new[] { kept with { Kind = "coaching" }, kept with { Provider = "0000005-1" }, kept with { Basis = MeasureBasis.Statutory } })
        {
            Should.Throw<DomainException>(() => plan.Revise(Draft(changed), Guid.NewGuid, default)).Reason.ShouldBe("MEASURE_CHANGED");
        }
    }

    [Theory]
    [InlineData(1, "PLAN_VERSION_SUPERSEDED")]
    [InlineData(2, null)]
    [InlineData(3, "PLAN_VERSION_UNKNOWN")]
    public void The_client_answers_the_newest_version(int version, string? reason)
    {
        var plan = Begun().Revise(Draft(), Guid.NewGuid, default);

        if (reason is null)
        {
            var (answered, transition) = plan.Answer(version, ClientAnswer.Declined, "", made);
            answered.Current.Answer.ShouldBe(ClientAnswer.Declined);
            (transition.From, transition.To).ShouldBe(("unanswered", "declined"));
            Should.Throw<DomainException>(() => answered.Answer(version, ClientAnswer.Accepted, "", made)).Reason.ShouldBe("PLAN_ALREADY_ANSWERED");
        }
        else
        {
            Should.Throw<DomainException>(() => plan.Answer(version, ClientAnswer.Accepted, "", made)).Reason.ShouldBe(reason);
        }
    }

    [Fact]
    public void An_answer_is_not_older_than_what_it_answers() =>
        Should.Throw<DomainException>(() => Begun().Answer(1, ClientAnswer.Accepted, "", made.AddDays(-1))).Reason.ShouldBe("DAY_BEFORE_START");

    private static SupportPlan Begun(params PlanMeasure[] measures) => SupportPlan.Begin(Guid.NewGuid(), Case(), Draft(measures), Guid.NewGuid, default);

    private static PlanDraft Draft(params PlanMeasure[] measures) => new("Sinnikkyys", [new PlanGoal(Guid.Empty, "Työ")], measures, made, made.AddMonths(3));

    private static PlanMeasure New(string kind) => new(Guid.Empty, kind, "0000003-5", "coach", made.AddDays(30), MeasureBasis.Voluntary, "");

    private static TeamCase Case() => new()
    {
        Id = Guid.NewGuid(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand.Unknown, "unknown", ""),
        Organisation = "0000004-3",
        OpenedOn = made,
    };
}
