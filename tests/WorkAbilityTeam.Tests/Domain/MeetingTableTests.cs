using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.EventLog;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Tests.Domain;

public sealed class MeetingTableTests
{
    private static readonly Guid caseId = Guid.NewGuid();
    private static readonly DateOnly day = new(2026, 3, 10);
    private static readonly DateTimeOffset now = new(2026, 3, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly MeetingState[] states = [.. Enum.GetValues<MeetingState>().Where(state => state != MeetingState.Unspecified)];

    public static TheoryData<string, string> EveryActionInEveryState => Walk<MeetingAction, MeetingState>(states);

    public static TheoryData<string, string> EveryActionOnActions =>
        Walk<ActionAction, ActionState>([ActionState.Open, ActionState.Done, ActionState.Cancelled, ActionState.EnteredInError]);

    public static TheoryData<string, string> EveryActionOnNamings =>
        Walk<NamingAction, NamingState>([.. Enum.GetValues<NamingState>().Where(state => state != NamingState.Unspecified)]);

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_a_meetings_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<MeetingAction>(actionName), Enum.Parse<MeetingState>(stateName));
        var expected = state switch
        {
            MeetingState.Planned => "MEETING_NOT_HELD",
            MeetingState.MinutesFinished when action == MeetingAction.FinishMinutes => "MINUTES_FINISHED",
            MeetingState.Held or MeetingState.MinutesFinished => "MEETING_HELD",
            MeetingState.Cancelled => "MEETING_CANCELLED",
            _ => "MEETING_ENTERED_IN_ERROR",
        };

        if (MeetingTable.Table.After(action, state) is [var after])
        {
            Do(action, MeetingIn(state)).State.ShouldBe(after);
        }
        else
        {
            Should.Throw<DomainException>(() => Do(action, MeetingIn(state))).Reason.ShouldBe(expected);
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionOnActions))]
    public void Every_edge_of_an_agreed_actions_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
    {
        var (what, state) = (Enum.Parse<ActionAction>(actionName), Enum.Parse<ActionState>(stateName));
        var action = ActionIn(state);

        if (ActionTable.Table.After(what, state) is [var after])
        {
            Do(what, action).State.ShouldBe(after);
        }
        else
        {
            Should.Throw<DomainException>(() => Do(what, action)).Reason
                .ShouldBe(state switch { ActionState.Done => "ACTION_DONE", ActionState.Cancelled => "ACTION_CANCELLED", _ => "ACTION_ENTERED_IN_ERROR" });
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionOnNamings))]
    public void Every_edge_of_a_namings_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
    {
        var (what, state) = (Enum.Parse<NamingAction>(actionName), Enum.Parse<NamingState>(stateName));
        var naming = NamingIn(state);
        var after = NamingTable.Table.After(what, state);

        if (what == NamingAction.FollowReferrals)
        {
            naming.Follow("", now)?.Naming.State.ShouldBe(NamingState.Appointed);
            naming.Follow("case-managed-elsewhere", now)?.Naming.State.ShouldBe(NamingState.Refused);
            (naming.Follow("", now) is null).ShouldBe(after is null);
        }
        else if (after is not null)
        {
            Enum.GetValues<NamingState>().Where(next => Outcomes(what, naming).Contains(next)).ShouldBe(after, ignoreOrder: true);
        }
        else
        {
            Should.Throw<DomainException>(() => Outcomes(what, naming)).Reason.ShouldBe(state == NamingState.Withdrawn ? "NAMING_WITHDRAWN" : "NAMING_ANSWERED");
        }
    }

    [Fact]
    public void The_documentations_diagrams_are_the_tables()
    {
        GeneratedPage.ShouldBe("docs/states/meeting.md", MeetingTable.Table.Diagram(MeetingState.Planned, MeetingState.Held));
        GeneratedPage.ShouldBe("docs/states/team-action.md", ActionTable.Table.Diagram(ActionState.Open));
        GeneratedPage.ShouldBe("docs/states/case-manager-naming.md", NamingTable.Table.Diagram(NamingState.Asked, NamingState.Agreed));
    }

    [Fact]
    public void What_a_meeting_did_not_come_to_is_carried_over_and_what_ended_meanwhile_is_dropped()
    {
        var (left, ended) = (Guid.NewGuid(), Guid.NewGuid());
        var meeting = MeetingIn(MeetingState.Planned) with { Agenda = [Item(caseId), Item(left), Item(ended)] };
        var cases = new Dictionary<Guid, TeamCase> { [caseId] = CaseOf(caseId), [left] = CaseOf(left), [ended] = CaseOf(ended) with { ClosedOn = day, State = CaseState.Closed } };

        var held = meeting.Hold(Held(), cases).Meeting;

        held.Agenda.Select(item => item.State).ShouldBe([AgendaState.Handled, AgendaState.CarriedOver, AgendaState.Dropped]);
        held.Agenda.ShouldAllBe(item => item.HeldOn == day);
    }

    [Theory]
    // Midsummer Eve is a Friday, and no business day: two business days before the Tuesday after it are the Thursday before.
    [InlineData("2026-06-23", "2026-06-18", "2026-06-24")]
    // Independence Day and the weekend round it.
    [InlineData("2026-12-08", "2026-12-04", "2026-12-09")]
    [InlineData("2028-03-01", "2028-02-28", "2028-03-02")]
    public void An_owner_is_reminded_two_business_days_before_and_once_the_day_has_passed(string due, string early, string late)
    {
        var action = ActionIn(ActionState.Open) with { DueOn = Parsed(due) };

        ActionReminders.Next(action, FinnishTime.StartOf(Parsed(early)).AddTicks(-1)).ShouldBe(FinnishTime.StartOf(Parsed(early)));
        ActionReminders.Next(action, FinnishTime.StartOf(Parsed(early))).ShouldBe(FinnishTime.StartOf(Parsed(late)));
        ActionReminders.Next(action, FinnishTime.StartOf(Parsed(late))).ShouldBeNull();
        ActionReminders.Next(action with { State = ActionState.Done }, FinnishTime.StartOf(Parsed(early)).AddDays(-9)).ShouldBeNull();
    }

    private static TheoryData<string, string> Walk<TAction, TState>(TState[] states)
        where TAction : struct, Enum
        where TState : struct, Enum
    {
        var data = new TheoryData<string, string>();
        foreach (var action in Enum.GetNames<TAction>())
        {
            foreach (var state in states)
            {
                data.Add(action, state.ToString());
            }
        }

        return data;
    }

    private static DateOnly Parsed(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Meeting Do(MeetingAction action, Meeting meeting)
    {
        switch (action)
        {
            case MeetingAction.GetMinutes:
                return MeetingTable.BlockedBy(action, meeting.State) is { } blocked ? throw MeetingErrors.Blocked(blocked, meeting) : meeting;
            case MeetingAction.NameCaseManager:
                meeting.RequireNaming(caseId);
                return meeting;
            default:
                return (action switch
                {
                    MeetingAction.ReplanMeeting => meeting.PlanAnew(new MeetingDraft(day, null, Mode.Phone, ""), meeting.Agenda, now),
                    MeetingAction.AnswerMeetingInvitation => meeting.Answer(caseId, ClientPart.Remote, "Miten jatkan?", "", now),
                    MeetingAction.HoldMeeting => meeting.Hold(Held(), new Dictionary<Guid, TeamCase> { [caseId] = CaseOf(caseId) }),
                    MeetingAction.FinishMinutes => meeting.Finish("", day),
                    MeetingAction.RecordMeetingFeedback => meeting.Hear(caseId, new ClientFeedback { Heard = 4 }, day, now),
                    MeetingAction.AddTeamAction => meeting.Agree(ActionIn(ActionState.Open), now),
                    MeetingAction.CorrectMeeting => meeting.Correct(new MeetingCorrection(day, Mode.Phone, 5, [], new Dictionary<Guid, Func<AgendaItem, AgendaItem>>(), "other", ""), now),
                    MeetingAction.CancelMeeting => meeting.Cancel("other", _ => true, now),
                    _ => meeting.EnterInError("duplicate", "", day, now),
                }).Meeting;
        }
    }

    private static OwnedAction Do(ActionAction what, OwnedAction action) => (what switch
    {
        ActionAction.ChangeTeamAction => action.Change("other-nurse", action.Organisation, day.AddDays(3), now),
        ActionAction.CompleteTeamAction => action.Complete(day, ""),
        ActionAction.CancelTeamAction => action.Cancel("need-ended", "", day, now),
        _ => action.EnterInError("duplicate", "", day, now),
    }).Action;

    private static HashSet<NamingState> Outcomes(NamingAction what, Naming naming) => what == NamingAction.WithdrawCaseManagerNaming
        ? [naming.Withdraw(now).Naming.State]
        : [naming.AnswerWith(true, "worker", "", "", day, now).Naming.State, naming.AnswerWith(false, "", "", "Ei ehditä", day, now).Naming.State];

    private static HeldMeeting Held() => new(
        day, Mode.Unspecified, 30, ["physician"], [], "", new Dictionary<Guid, Func<AgendaItem, AgendaItem>> { [caseId] = item => item with { State = AgendaState.Handled } });

    private static AgendaItem Item(Guid id) => new() { CaseId = id, MeetingId = Guid.NewGuid(), ClientId = Guid.NewGuid(), HeldOn = day, Number = 1, ClientPart = ClientPart.Invited };

    private static Meeting MeetingIn(MeetingState state) => new()
    {
        Id = Guid.NewGuid(),
        Organisation = "0000004-3",
        State = state,
        PlannedOn = day,
        HeldOn = state is MeetingState.Held or MeetingState.MinutesFinished ? day : null,
        RecordedAt = now,
        Agenda = [Item(caseId) with { State = state is MeetingState.Held or MeetingState.MinutesFinished ? AgendaState.Handled : AgendaState.Expected }],
    };

    private static TeamCase CaseOf(Guid id) =>
        new() { Id = id, Client = new CountedClient(Guid.NewGuid(), AgeBand._1829, "698", ""), Organisation = "0000004-3", OpenedOn = day.AddDays(-9) };

    private static OwnedAction ActionIn(ActionState state) => new()
    {
        Id = Guid.NewGuid(),
        CaseId = caseId,
        ClientId = Guid.NewGuid(),
        MeetingId = Guid.NewGuid(),
        Organisation = "0000004-3",
        Text = "Soitto",
        Owner = "team-nurse",
        OwnerOrganisation = "0000004-3",
        AgreedOn = day,
        DueOn = day.AddDays(7),
        State = state,
    };

    private static Naming NamingIn(NamingState state) => new()
    {
        Id = Guid.NewGuid(),
        CaseId = caseId,
        ClientId = Guid.NewGuid(),
        MeetingId = Guid.NewGuid(),
        Organisation = "0000004-3",
        NamedOrganisation = "0000003-5",
        Worker = "",
        WorkerName = "",
        AgreedTask = "",
        FromDay = day,
        Reason = "",
        State = state,
    };
}
