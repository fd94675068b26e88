using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Tests.Domain;

public sealed class CaseTableTests
{
    private static readonly DateOnly opened = new(2026, 3, 1);
    private static readonly DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly CaseState[] states = [CaseState.Open, CaseState.InHandling, CaseState.Planned, CaseState.Closed, CaseState.EnteredInError];

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
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
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
            var refusal = Should.Throw<DomainException>(() => Do(action, teamCase, opened));
            (refusal.Reason, refusal.Metadata["case_id"]).ShouldBe((teamCase.State == CaseState.Closed ? "CASE_CLOSED" : "CASE_ENTERED_IN_ERROR", teamCase.Id.ToString()));
        }
    }

    [Theory]
    [InlineData(nameof(CaseAction.RecordMeeting), "held_on")]
    [InlineData(nameof(CaseAction.WritePlan), "made_on")]
    [InlineData(nameof(CaseAction.RecordTeamAgreement), "on_day")]
    [InlineData(nameof(CaseAction.InviteToCase), "from_day")]
    [InlineData(nameof(CaseAction.CloseCase), "closed_on")]
    public void Nothing_is_dated_before_the_case_opened(string actionName, string field)
    {
        var refusal = Should.Throw<DomainException>(() => Do(Enum.Parse<CaseAction>(actionName), CaseIn(CaseState.Open), opened.AddDays(-1)));

        (refusal.Reason, refusal.Metadata["field"]).ShouldBe(("DAY_BEFORE_OPENING", field));
    }

    [Fact]
    public void Nothing_leaves_a_mistake_and_a_closed_case_can_only_become_one() =>
        CaseTable.Table.Rules.Where(rule => rule.To.Length > 0).SelectMany(rule => rule.From.Select(from => (from, rule.To[0])))
            .Where(edge => edge.from is CaseState.Closed or CaseState.EnteredInError)
            .ShouldBe([(CaseState.Closed, CaseState.EnteredInError)]);

    [Fact]
    public void A_case_is_corrected_to_no_day_after_a_meeting_that_handled_it_and_ends_no_earlier_than_it_began()
    {
        var met = CaseIn(CaseState.Closed) with { Outcome = "employed", ClosedOn = opened.AddDays(20), Meetings = [Handled(opened.AddDays(5))] };

        met.Correct(new CaseCorrection(opened.AddDays(5), null, "", "other", ""), now).Case.OpenedOn.ShouldBe(opened.AddDays(5));
        Should.Throw<DomainException>(() => met.Correct(new CaseCorrection(opened.AddDays(6), null, "", "other", ""), now)).Reason.ShouldBe("DAY_AFTER_MEETING");
        Should.Throw<DomainException>(() => met.Correct(new CaseCorrection(null, opened.AddDays(-1), "", "other", ""), now)).Reason.ShouldBe("DAY_BEFORE_OPENING");
        Should.Throw<DomainException>(() => CaseIn(CaseState.Open).Correct(new CaseCorrection(null, null, "employed", "other", ""), now)).Reason.ShouldBe("CASE_NOT_CLOSED");
    }

    [Theory]
    [InlineData(CaseState.InHandling, false, CaseState.Open)]
    [InlineData(CaseState.InHandling, true, CaseState.InHandling)]
    [InlineData(CaseState.Planned, false, CaseState.Planned)]
    [InlineData(CaseState.Closed, false, CaseState.Closed)]
    public void Without_another_meeting_a_case_is_as_before_the_mistaken_one(CaseState state, bool isMetOtherwise, CaseState after)
    {
        var mistaken = Handled(opened);
        var teamCase = CaseIn(state) with { Meetings = isMetOtherwise ? [mistaken, Handled(opened)] : [mistaken] };

        teamCase.Unmeet(mistaken.MeetingId, now).Case.State.ShouldBe(after);
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/case.md", CaseTable.Table.Diagram(CaseState.Open));

    private static AgendaItem Handled(DateOnly on) =>
        new() { CaseId = Guid.NewGuid(), MeetingId = Guid.NewGuid(), ClientId = Guid.NewGuid(), HeldOn = on, Number = 1, ClientPart = ClientPart.Present, State = AgendaState.Handled };

    private static (TeamCase Case, Records.Transition Transition) Do(CaseAction action, TeamCase teamCase, DateOnly day) => action switch
    {
        CaseAction.PlanMeeting => teamCase.PutOnAgenda(now),
        CaseAction.RecordMeeting => teamCase.Meet(day),
        CaseAction.WritePlan => teamCase.Plan(Guid.NewGuid(), day),
        CaseAction.AssignCaseTeam => teamCase.Assign(Guid.NewGuid(), now),
        CaseAction.RecordTeamAgreement => teamCase.Agree(true, day, now),
        CaseAction.WriteCasePackage => teamCase.Tell(now),
        CaseAction.InviteToCase => teamCase.Invite(new Invitation(Guid.NewGuid(), "guest", "Vieras", "physician", "0000003-5", day, day), now),
        CaseAction.CorrectCase => teamCase.Correct(new CaseCorrection(day.AddDays(-1), null, "", "other", ""), now),
        CaseAction.EnterCaseInError => teamCase.EnterInError("duplicate", "", day, now),
        _ => teamCase.Close("employed", "", day),
    };

    private static TeamCase CaseIn(CaseState state) => new()
    {
        Id = Guid.NewGuid(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand._1829, "698", ""),
        Organisation = "0000004-3",
        OpenedOn = opened,
        State = state,
        ClosedOn = state is CaseState.Closed or CaseState.EnteredInError ? opened.AddDays(9) : null,
    };
}
