using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Tests.Domain;

public sealed class CaseTableTests
{
    private static readonly DateOnly opened = new(2026, 3, 1);
    private static readonly CaseState[] states = [CaseState.Open, CaseState.InHandling, CaseState.Planned, CaseState.Closed];

    public static TheoryData<string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetNames<CaseAction>())
            {
                foreach (var state in states)
                {
                    data.Add(action, state.ToString());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused(string actionName, string stateName)
    {
        var action = Enum.Parse<CaseAction>(actionName);
        var teamCase = CaseIn(Enum.Parse<CaseState>(stateName));

        if (CaseTable.Table.After(action, teamCase.State) is [var after])
        {
            var (changed, transition) = Do(action, teamCase, opened);
            changed.State.ShouldBe(after);
            changed.Version.ShouldBe(teamCase.Version);
            (transition.From, transition.To).ShouldBe((StateCode.Of(teamCase.State), StateCode.Of(after)));
        }
        else
        {
            teamCase.State.ShouldBe(CaseState.Closed);
            Should.Throw<DomainException>(() => Do(action, teamCase, opened)).Reason.ShouldBe("CASE_CLOSED");
        }
    }

    [Theory]
    [InlineData(nameof(CaseAction.RecordMeeting), "held_on")]
    [InlineData(nameof(CaseAction.WritePlan), "made_on")]
    [InlineData(nameof(CaseAction.CloseCase), "closed_on")]
    public void Nothing_is_dated_before_the_case_opened(string actionName, string field)
    {
        var refusal = Should.Throw<DomainException>(() => Do(Enum.Parse<CaseAction>(actionName), CaseIn(CaseState.Open), opened.AddDays(-1)));

        (refusal.Reason, refusal.Metadata["field"]).ShouldBe(("DAY_BEFORE_OPENING", field));
    }

    [Fact]
    public void Closed_is_the_only_state_that_nothing_leaves() =>
        states.Where(state => CaseTable.Table.Rules.All(rule => !rule.From.Contains(state))).ShouldBe([CaseState.Closed]);

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/case.md", CaseTable.Table.Diagram(CaseState.Open));

    private static (TeamCase Case, Records.Transition Transition) Do(CaseAction action, TeamCase teamCase, DateOnly day) => action switch
    {
        CaseAction.RecordMeeting => teamCase.Meet(day),
        CaseAction.WritePlan => teamCase.Plan(Guid.NewGuid(), day),
        _ => teamCase.Close("employed", "", day),
    };

    private static TeamCase CaseIn(CaseState state) => new()
    {
        Id = Guid.NewGuid(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand._1829, "698", ""),
        Organisation = "0000004-3",
        OpenedOn = opened,
        State = state,
    };
}
