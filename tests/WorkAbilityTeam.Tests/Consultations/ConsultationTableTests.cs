using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Consultations;

namespace Tyokyky.WorkAbilityTeam.Tests.Consultations;

/// <summary>The table of matters, walked whole.</summary>
public sealed class ConsultationTableTests
{
    private static readonly DateOnly asked = new(2026, 3, 2);

    public static TheoryData<string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetNames<MatterAction>())
            {
                foreach (var state in Enum.GetValues<ConsultationState>().Where(state => state != ConsultationState.Unspecified))
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
        var action = Enum.Parse<MatterAction>(actionName);
        var matter = MatterIn(Enum.Parse<ConsultationState>(stateName));
        var afters = MatterTable.Table.After(action, matter.State);

        foreach (var (target, act) in Acts(action))
        {
            if (afters is not null)
            {
                afters.ShouldContain(target);
                act(matter)!.State.ShouldBe(target);
            }
            else if (action == MatterAction.EndContactFollowUp)
            {
                act(matter).ShouldBeNull();
            }
            else
            {
                Should.Throw<DomainException>(() => act(matter)).Reason.ShouldBe(MatterTable.BlockedBy(action, matter.State));
            }
        }
    }

    [Fact]
    public void An_answer_is_due_by_the_rule_of_its_kind()
    {
        AnswerLimits.DueOn(ConsultationKind.Hour, new DateOnly(2026, 12, 11)).ShouldBe(new DateOnly(2026, 12, 29));
        AnswerLimits.DueOn(ConsultationKind.Expert, new DateOnly(2026, 3, 2)).ShouldBe(new DateOnly(2026, 3, 23));
        AnswerLimits.DueOn(ConsultationKind.Hour, new DateOnly(2015, 3, 2)).ShouldBe(new DateOnly(2015, 3, 16));
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/consultation.md", MatterTable.Table.Diagram(ConsultationState.Open));

    private static (ConsultationState Target, Func<Matter, Matter?> Act)[] Acts(MatterAction action) => action switch
    {
        MatterAction.AnswerConsultation =>
        [
            (ConsultationState.Answered, matter => matter.Reply(new GivenAnswer("x", "physician", asked, "", null)).Matter),
            (ConsultationState.FollowUp, matter => matter.Reply(new GivenAnswer("x", "physician", asked, "y", asked.AddDays(9))).Matter),
        ],
        MatterAction.CloseConsultation => [(ConsultationState.Closed, matter => matter.Close(asked, "").Matter)],
        MatterAction.CancelConsultation => [(ConsultationState.Cancelled, matter => matter.Cancel("other", asked).Matter)],
        MatterAction.EnterConsultationInError => [(ConsultationState.EnteredInError, matter => matter.EnterInError("other", asked).Matter)],
        _ => [(ConsultationState.Closed, matter => matter.EndAsAsked(true, asked)?.Matter), (ConsultationState.Cancelled, matter => matter.EndAsAsked(false, asked)?.Matter)],
    };

    private static Matter MatterIn(ConsultationState state) => new()
    {
        Id = Guid.NewGuid(),
        Kind = ConsultationKind.Hour,
        Organisation = TeamHost.County,
        AskingOrganisation = TeamHost.City,
        AskingService = "kela",
        Topic = "benefits",
        AskedOn = asked,
        AnswerDueOn = asked.AddDays(14),
        AnsweredOn = state is ConsultationState.Open or ConsultationState.Cancelled ? null : asked,
        State = state,
    };
}
