using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Needs;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using ServiceNeed = Tyokyky.Referrals.Needs.ServiceNeed;

namespace Tyokyky.Referrals.Tests.Needs.Domain;

public sealed class NeedTableTests
{
    private static readonly DateOnly day = new(2026, 3, 2);

    public static TheoryData<string, string> EveryActionInEveryStatus =>
        [.. from action in Enum.GetNames<NeedAction>() from status in Enum.GetNames<NeedStatus>() select (action, status)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryStatus))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string statusName)
    {
        var (action, status) = (Enum.Parse<NeedAction>(actionName), Enum.Parse<NeedStatus>(statusName));
        var need = In(status);

        if (NeedTable.BlockedBy(action, status) is { } blocked)
        {
            Should.Throw<DomainException>(() => need.Do(new NeedStep(action, day, "2345678-0", "other"))).Reason.ShouldBe(blocked);
        }
        else
        {
            need.Do(new NeedStep(action, day, "2345678-0", "other")).Need.Status.ShouldBe(NeedTable.RuleOf(action).To[0]);
        }
    }

    [Fact]
    public void What_is_not_started_allows_the_same_whatever_the_reason()
    {
        foreach (var action in Enum.GetValues<NeedAction>())
        {
            Enum.GetValues<NeedStatus>().Where(NeedTable.IsNotStarted).Select(status => NeedTable.BlockedBy(action, status)).Distinct().Count().ShouldBe(1);
        }
    }

    [Fact]
    public void Nothing_becomes_of_a_need_before_what_became_of_it_last() =>
        Should.Throw<DomainException>(() => In(NeedStatus.Open).Do(new NeedStep(NeedAction.QueueNeed, day.AddDays(-1), "2345678-0"))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");

    [Fact]
    public void The_table_has_one_line_for_each_action_in_the_actions_order() => NeedTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<NeedAction>());

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/need.md", NeedTable.Table.Diagram(NeedStatus.Open));

    private static ServiceNeed In(NeedStatus status) => new()
    {
        Id = Guid.NewGuid(),
        AssessmentId = Guid.NewGuid(),
        ClientId = Guid.NewGuid(),
        Organisation = "2345678-0",
        Participants = [],
        Service = "debt-counselling",
        Description = "",
        IdentifiedOn = day,
        Municipality = "698",
        Programme = "",
        Status = status,
        StatusBy = "2345678-0",
        StatusSince = day,
    };
}
