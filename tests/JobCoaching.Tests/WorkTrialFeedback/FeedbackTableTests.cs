using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.JobCoaching.WorkTrialFeedback;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Transition = Tyokyky.Records.Transition;
using Tyokyky.EventLog;

namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

public sealed class FeedbackTableTests
{
    private static readonly DateOnly monday = new(2026, 3, 2);
    private static readonly FeedbackTimes times = new(30, 7, 2);
    private static readonly KeptContact contact = new("Irja Isäntä", "irja@example.org", "", "public-task");
    private static readonly DomainAnswer[] answers = [new("social-skills", "strength", "Hyvin.")];

    // Written down apart from the table, so that a slip in the table is seen. What stands in no line works.
    private static readonly Dictionary<(FeedbackAction, WorkTrialFeedbackState), string> refusals = new()
    {
        [(FeedbackAction.AnswerByLink, WorkTrialFeedbackState.Answered)] = "FEEDBACK_ANSWERED",
        [(FeedbackAction.AnswerByLink, WorkTrialFeedbackState.Expired)] = "FEEDBACK_EXPIRED",
        [(FeedbackAction.AnswerByLink, WorkTrialFeedbackState.Cancelled)] = "FEEDBACK_CANCELLED",
        [(FeedbackAction.RenewWorkTrialFeedback, WorkTrialFeedbackState.Answered)] = "FEEDBACK_ANSWERED",
        [(FeedbackAction.RenewWorkTrialFeedback, WorkTrialFeedbackState.Cancelled)] = "FEEDBACK_CANCELLED",
        [(FeedbackAction.CancelWorkTrialFeedback, WorkTrialFeedbackState.Answered)] = "FEEDBACK_ANSWERED",
        [(FeedbackAction.CancelWorkTrialFeedback, WorkTrialFeedbackState.Cancelled)] = "FEEDBACK_CANCELLED",
    };

    public static TheoryData<string, string> EveryActionInEveryState =>
        [.. from action in Enum.GetNames<FeedbackAction>() from state in Enum.GetNames<WorkTrialFeedbackState>() where action != "LetLinkEnd" && state != "Unspecified" select (action, state)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_its_reason(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<FeedbackAction>(actionName), Enum.Parse<WorkTrialFeedbackState>(stateName));
        var reason = state == WorkTrialFeedbackState.EnteredInError ? "FEEDBACK_ENTERED_IN_ERROR" : refusals.GetValueOrDefault((action, state));

        FeedbackTable.BlockedBy(action, state).ShouldBe(reason);
        if (reason is not null)
        {
            Should.Throw<DomainException>(() => Do(action, In(state))).Reason.ShouldBe(reason);
            return;
        }

        var now = Do(action, In(state)).Now;
        FeedbackTable.Table.After(action, state)!.ShouldBe([now.State]);
        // The contact is kept while the host may answer, and no longer.
        (now.Contact == contact).ShouldBe(now.State == WorkTrialFeedbackState.Requested);
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() =>
        GeneratedPage.ShouldBe("docs/states/work-trial-feedback.md", FeedbackTable.Table.Diagram(WorkTrialFeedbackState.Requested));

    [Fact]
    public void A_link_works_to_its_last_day_and_ends_after_it()
    {
        var asked = In(WorkTrialFeedbackState.Requested);

        (asked.IsOpenOn(monday.AddDays(30)), asked.IsOpenOn(monday.AddDays(31))).ShouldBe((true, false));
        asked.Expire(monday.AddDays(30)).ShouldBeNull();
        asked.Expire(monday.AddDays(31))!.Value.Item1.ShouldSatisfyAllConditions(
            ended => ended.State.ShouldBe(WorkTrialFeedbackState.Expired), ended => ended.LinkDigest.ShouldBeEmpty(), ended => ended.Contact.ShouldBe(KeptContact.None));
        In(WorkTrialFeedbackState.Answered).Expire(monday.AddDays(31)).ShouldBeNull();
    }

    [Fact]
    public void Reminders_are_due_as_often_as_the_row_says_and_each_is_told_once()
    {
        var asked = In(WorkTrialFeedbackState.Requested);

        asked.FallDue(monday.AddDays(6)).ShouldBeNull();
        var fallen = asked.FallDue(monday.AddDays(7))!.Value.Item1;
        fallen.FallDue(monday.AddDays(8)).ShouldBeNull();
        var first = fallen.Renew(null, "b", times, monday.AddDays(8)).Item1;
        var second = first.Renew(null, "c", times, monday.AddDays(20)).Item1;

        (first.ReminderDueOn, first.LinkEndsOn, first.LinkDigest).ShouldBe((monday.AddDays(15), monday.AddDays(38), "b"));
        (second.ReminderDueOn, second.Reminders).ShouldBe((null, 2));
    }

    [Fact]
    public void After_the_end_the_contact_must_be_told_anew()
    {
        Should.Throw<DomainException>(() => In(WorkTrialFeedbackState.Expired).Renew(null, "b", times, monday)).Metadata["field"].ShouldBe("contact");
        In(WorkTrialFeedbackState.Expired).Renew(contact, "b", times, monday).Item1.State.ShouldBe(WorkTrialFeedbackState.Requested);
    }

    [Fact]
    public void The_rows_say_how_long_a_link_holds_also_before_the_first_of_them() =>
        new[] { FeedbackTimes.On(new DateOnly(1990, 1, 1)), FeedbackTimes.On(monday) }.ShouldAllBe(one => one == times);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("ÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅ")]
    public void What_cannot_be_a_links_secret_has_no_digest(string secret) => FeedbackLinks.DigestOf(secret).ShouldBeEmpty();

    [Fact]
    public void Secrets_are_long_and_each_is_another()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => FeedbackLinks.NewSecret()).ToList();

        secrets.ShouldAllBe(secret => secret.Length == 43);
        secrets.Select(FeedbackLinks.DigestOf).Distinct().Count().ShouldBe(100);
    }

    private static (HostFeedback Now, Transition Transition) Do(FeedbackAction action, HostFeedback feedback) => action switch
    {
        FeedbackAction.AnswerByLink => feedback.Answer(answers, "", hostTrained: false, monday),
        FeedbackAction.RenewWorkTrialFeedback => feedback.Renew(contact, "b", times, monday),
        FeedbackAction.CancelWorkTrialFeedback => feedback.Cancel("other", monday),
        _ => feedback.EnterInError("other", monday),
    };

    private static HostFeedback In(WorkTrialFeedbackState state)
    {
        var asked = new HostFeedback
        {
            Id = Guid.NewGuid(),
            Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
            Organisation = "0000003-5",
            WorkTrialId = Guid.NewGuid(),
            CoachingId = null,
            EmployerId = Guid.NewGuid(),
            FormVersion = "1",
            Language = FormLanguage.Fi,
            AskedBy = "Veikko Vainio",
            RequestedOn = monday,
        }.Request(contact, "a", times).Item1;
        return state switch
        {
            WorkTrialFeedbackState.Answered => asked.Answer(answers, "", hostTrained: true, monday).Item1,
            WorkTrialFeedbackState.Expired => asked.Expire(monday.AddDays(31))!.Value.Item1,
            WorkTrialFeedbackState.Cancelled => asked.Cancel("other", monday).Item1,
            WorkTrialFeedbackState.EnteredInError => asked.EnterInError("other", monday).Item1,
            _ => asked,
        };
    }
}
