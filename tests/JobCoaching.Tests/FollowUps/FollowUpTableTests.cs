using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.JobCoaching.FollowUps;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Result = Tyokyky.JobCoaching.Results.Result;
using ResultDetails = Tyokyky.JobCoaching.Results.ResultDetails;
using Transition = Tyokyky.Records.Transition;
using Tyokyky.EventLog;

namespace Tyokyky.JobCoaching.Tests.FollowUps;

public sealed class FollowUpTableTests
{
    private static readonly DateOnly monday = new(2026, 3, 2);

    // Written down apart from the table, so that a slip in the table is seen. What stands in no line works.
    private static readonly Dictionary<(FollowUpAction, FollowUpState), string> refusals = new()
    {
        [(FollowUpAction.RecordFollowUpAttempt, FollowUpState.Answered)] = "FOLLOW_UP_ANSWERED",
        [(FollowUpAction.RecordFollowUpAttempt, FollowUpState.NotAnswered)] = "FOLLOW_UP_GIVEN_UP",
        [(FollowUpAction.AnswerFollowUp, FollowUpState.Answered)] = "FOLLOW_UP_ANSWERED",
        [(FollowUpAction.RescheduleFollowUp, FollowUpState.Answered)] = "FOLLOW_UP_ANSWERED",
        [(FollowUpAction.AssignFollowUp, FollowUpState.Answered)] = "FOLLOW_UP_ANSWERED",
        [(FollowUpAction.CorrectFollowUp, FollowUpState.Planned)] = "FOLLOW_UP_NOT_ANSWERED",
        [(FollowUpAction.CorrectFollowUp, FollowUpState.NotAnswered)] = "FOLLOW_UP_NOT_ANSWERED",
        [(FollowUpAction.ReopenFollowUp, FollowUpState.Planned)] = "FOLLOW_UP_NOT_ANSWERED",
        [(FollowUpAction.ReopenFollowUp, FollowUpState.NotAnswered)] = "FOLLOW_UP_NOT_ANSWERED",
    };

    public static TheoryData<string, string> EveryActionInEveryState =>
        [.. from action in Enum.GetNames<FollowUpAction>() from state in Enum.GetNames<FollowUpState>() where state != "Unspecified" select (action, state)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<FollowUpAction>(actionName), Enum.Parse<FollowUpState>(stateName));
        var followUp = In(state);
        var reason = state == FollowUpState.Withdrawn ? "FOLLOW_UP_WITHDRAWN" : refusals.GetValueOrDefault((action, state));

        FollowUpTable.BlockedBy(action, state).ShouldBe(reason);
        if (reason is not null)
        {
            Should.Throw<DomainException>(() => Do(action, followUp)).Reason.ShouldBe(reason);
            return;
        }

        var (now, transition) = Do(action, followUp);
        FollowUpTable.Table.After(action, state)!.ShouldContain(now.State);
        (now.State == FollowUpState.Planned).ShouldBe(now.NextAttemptOn is not null);
        (transition.From, transition.To).ShouldBe((Records.StateCode.Of(state), Records.StateCode.Of(now.State)));
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/follow-up.md", FollowUpTable.Table.Diagram(FollowUpState.Planned));

    [Fact]
    public void Who_is_not_reached_is_tried_again_after_business_days_as_often_as_the_rule_says()
    {
        var followUp = In(FollowUpState.Planned);

        var first = followUp.Try(new Attempt(monday, Mode.Phone, Reached: false)).Item1;
        var second = first.Try(new Attempt(monday.AddDays(7), Mode.Message, Reached: true)).Item1;
        var third = second.Try(new Attempt(monday.AddDays(14), Mode.Phone, Reached: false)).Item1;

        (first.State, first.NextAttemptOn).ShouldBe((FollowUpState.Planned, monday.AddDays(7)));
        (third.State, third.NextAttemptOn, third.EndedOn).ShouldBe((FollowUpState.NotAnswered, null, monday.AddDays(14)));
        third.Reschedule(monday.AddDays(30), monday.AddDays(20)).Item1.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public void A_day_long_before_the_follow_ups_is_no_answer_of_it_and_none_precedes_the_last_attempt()
    {
        var followUp = In(FollowUpState.Planned);

        Should.Throw<DomainException>(() => followUp.Answer(new Attempt(monday.AddDays(-15), Mode.Phone, true), "same-job", "")).Reason.ShouldBe("DAY_BEFORE_FOLLOW_UP");
        followUp.Answer(new Attempt(monday.AddDays(-14), Mode.Phone, true), "same-job", "").Item1.State.ShouldBe(FollowUpState.Answered);
        Should.Throw<DomainException>(() => followUp.Try(new Attempt(monday, Mode.Phone, false)).Item1.Try(new Attempt(monday.AddDays(-1), Mode.Phone, false))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
    }

    [Fact]
    public void A_corrected_day_of_the_answer_is_its_attempts_too_and_not_before_the_one_before()
    {
        var answered = In(FollowUpState.Planned).Try(new Attempt(monday, Mode.Phone, false)).Item1.Answer(new Attempt(monday.AddDays(9), Mode.Phone, true), "same-job", "").Item1;

        var corrected = answered.Correct("other-job", "", monday.AddDays(3), "typing-error", monday.AddDays(20)).Item1;

        (corrected.EndedOn, corrected.Attempts[^1].On, corrected.Attempts.Count).ShouldBe((monday.AddDays(3), monday.AddDays(3), 2));
        answered.Correct("other-job", "", null, "typing-error", monday.AddDays(20)).Item1.EndedOn.ShouldBe(monday.AddDays(9));
        Should.Throw<DomainException>(() => answered.Correct("other-job", "", monday.AddDays(-1), "typing-error", monday)).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
    }

    [Fact]
    public void A_day_comes_once_and_not_before_it_is_there()
    {
        var followUp = In(FollowUpState.Planned);

        followUp.FallDue(monday.AddDays(-1)).ShouldBeNull();
        var fallen = followUp.FallDue(monday)!.Value.Item1;
        fallen.FallDue(monday.AddDays(1)).ShouldBeNull();
        fallen.Try(new Attempt(monday, Mode.Phone, false)).Item1.FallDue(monday.AddDays(7)).ShouldNotBeNull("the day of the next attempt is another");
        In(FollowUpState.Answered).FallDue(monday).ShouldBeNull();
    }

    [Theory]
    [InlineData(ResultType.Employment, "3 6 12")]
    [InlineData(ResultType.Apprenticeship, "3 6 12")]
    [InlineData(ResultType.Studies, "")]
    [InlineData(ResultType.WorkTrial, "")]
    public void The_rules_row_says_which_results_are_followed_up_and_when(ResultType type, string months)
    {
        var due = FollowUpRules.Of(ResultOf(type));

        string.Join(' ', due.Select(one => one.Months)).ShouldBe(months);
        due.ShouldAllBe(one => one.From == monday && one.On == monday.AddMonths(one.Months));
        FollowUpRules.Of(ResultOf(type) with { State = ResultState.EnteredInError }).ShouldBeEmpty();
        FollowUpRules.Of(ResultOf(type) with { Details = new ResultDetails { StartedOn = new DateOnly(1999, 1, 1) } }).Count.ShouldBe(due.Count, "before any row the first one holds");
    }

    [Fact]
    public void A_corrected_day_moves_what_is_planned_and_leaves_attempts_and_answers_as_they_are()
    {
        var later = new DueFollowUp(3, monday.AddDays(1), monday.AddDays(20), 14, 3, 5);

        var moved = In(FollowUpState.Planned).Follow(later, isMistake: false, monday)!.Value.Item1;
        var tried = In(FollowUpState.Planned).Try(new Attempt(monday, Mode.Phone, false)).Item1.Follow(later, isMistake: false, monday)!.Value.Item1;
        var answered = In(FollowUpState.Answered).Follow(later, isMistake: false, monday)!.Value.Item1;

        (moved.DueOn, moved.NextAttemptOn).ShouldBe((monday.AddDays(20), monday.AddDays(20)));
        (tried.DueOn, tried.NextAttemptOn).ShouldBe((monday.AddDays(20), monday.AddDays(7)));
        (answered.State, answered.Situation, answered.DueOn).ShouldBe((FollowUpState.Answered, "same-job", monday.AddDays(20)));
        In(FollowUpState.Answered).Follow(null, isMistake: true, monday)!.Value.Item1.WithdrawalReason.ShouldBe(ClientFollowUp.Mistake);
        In(FollowUpState.Planned).Follow(null, isMistake: false, monday)!.Value.Item1.WithdrawalReason.ShouldBe(ClientFollowUp.NoLongerDue);
        In(FollowUpState.Withdrawn).Follow(later, isMistake: false, monday).ShouldBeNull();
    }

    private static (ClientFollowUp Now, Transition Transition) Do(FollowUpAction action, ClientFollowUp followUp) => action switch
    {
        FollowUpAction.RecordFollowUpAttempt => followUp.Try(new Attempt(monday, Mode.Phone, Reached: false)),
        FollowUpAction.AnswerFollowUp => followUp.Answer(new Attempt(monday, Mode.Phone, Reached: true), "unemployed", ""),
        FollowUpAction.RescheduleFollowUp => followUp.Reschedule(monday, monday),
        FollowUpAction.AssignFollowUp => followUp.Assign("another", monday),
        FollowUpAction.CorrectFollowUp => followUp.Correct("studies", "", null, "typing-error", monday),
        FollowUpAction.ReopenFollowUp => followUp.Reopen("other", monday),
        _ => followUp.Withdraw("client-request", monday),
    };

    private static ClientFollowUp In(FollowUpState state)
    {
        var planned = ClientFollowUp.Of(Guid.NewGuid(), ResultOf(ResultType.Employment), new DueFollowUp(3, monday.AddMonths(-3), monday, 14, 3, 5), "coach-1");
        return state switch
        {
            FollowUpState.Answered => planned.Answer(new Attempt(monday, Mode.Phone, true), "same-job", "").Item1,
            FollowUpState.NotAnswered => planned with { State = state, NextAttemptOn = null, EndedOn = monday },
            FollowUpState.Withdrawn => planned.Withdraw("other", monday).Item1,
            _ => planned,
        };
    }

    private static Result ResultOf(ResultType type) => new()
    {
        Id = Guid.NewGuid(),
        Type = type,
        CoachingId = null,
        Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
        Organisation = "0000003-5",
        Details = new ResultDetails { StartedOn = monday },
    };
}
