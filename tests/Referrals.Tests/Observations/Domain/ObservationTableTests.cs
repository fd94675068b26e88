using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Observations;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using Observation = Tyokyky.Referrals.Observations.Observation;
using ObservationAddressing = Tyokyky.Referrals.Observations.ObservationAddressing;
using Transition = Tyokyky.Records.Transition;

namespace Tyokyky.Referrals.Tests.Observations.Domain;

public sealed class ObservationTableTests
{
    private static readonly DateOnly day = new(2026, 3, 2);
    private static readonly DateTimeOffset now = FinnishTime.StartOf(day);

    public static TheoryData<string, string> EveryActionInEveryStatus =>
        [.. from action in Enum.GetNames<ObservationAction>() from status in Enum.GetNames<ObservationStatus>() where status != "Unspecified" select (action, status)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryStatus))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string statusName)
    {
        var (action, status) = (Enum.Parse<ObservationAction>(actionName), Enum.Parse<ObservationStatus>(statusName));
        var observation = In(status);
        (Observation Observation, Transition Transition) DoIt() => action switch
        {
            ObservationAction.ReviseObservation => observation.Revise(observation.Details, now),
            ObservationAction.SendObservation => observation.Send("kela", "", day, AreaAgreements.None),
            ObservationAction.AnswerObservation => observation.Answer("no-change", "", day),
            ObservationAction.WithdrawObservation => observation.Withdraw("", now),
            _ => observation.EnterInError("other", now),
        };

        if (ObservationTable.BlockedBy(action, status) is { } blocked)
        {
            Should.Throw<DomainException>(() => DoIt()).Reason.ShouldBe(blocked);
        }
        else
        {
            ObservationTable.Table.After(action, status)!.ShouldContain(DoIt().Observation.Status);
        }
    }

    [Fact]
    public void A_reply_is_expected_in_the_agreed_time_and_not_before_the_sending()
    {
        var sent = In(ObservationStatus.Recorded).Send("kela", "", day, AreaAgreements.None).Observation;

        sent.ReplyBy.ShouldBe(FinnishCalendar.AddBusinessDays(day, 60));
        sent.Answer("changed", "", day).Observation.ReplyBy.ShouldBeNull();
        Should.Throw<DomainException>(() => sent.Answer("changed", "", day.AddDays(-1))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
        Should.Throw<DomainException>(() => In(ObservationStatus.Recorded).Send("kela", "", day.AddDays(-1), AreaAgreements.None)).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
    }

    [Theory]
    [InlineData("Asiakas 010170-9018 odotti", true)]
    [InlineData("010105A901T", true)]
    [InlineData("Laki 1301/2014 § 17, 010170 asiaa", false)]
    public void A_text_with_a_personal_identity_code_is_known(string text, bool names) => Observation.NamesAPerson(text).ShouldBe(names);

    [Fact]
    public void The_table_has_one_line_for_each_action_in_the_actions_order() => ObservationTable.Table.Rules.Select(rule => rule.Action).ShouldBe(Enum.GetValues<ObservationAction>());

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/observation.md", ObservationTable.Table.Diagram(ObservationStatus.Recorded));

    private static Observation In(ObservationStatus status) => new()
    {
        Id = Guid.NewGuid(),
        Organisation = "2345678-0",
        ObservedOn = day,
        Details = new("queue", ["physiotherapy"], [], "", "698", "", "Jono on pitkä", "Lisää aikoja"),
        Status = status,
        Addressings = status switch
        {
            ObservationStatus.Recorded => [],
            ObservationStatus.Answered => [new ObservationAddressing("municipality", "", day) { Reply = "forwarded", RepliedOn = day }],
            _ => [new ObservationAddressing("municipality", "", day)],
        },
        RecordedAt = now,
    };
}
