using CsCheck;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Measurements;
using Transition = Tyokyky.Records.Transition;
using Tyokyky.EventLog;

namespace Tyokyky.WorkAbilityTeam.Tests.Measurements.Domain;

public sealed class MeasurementTableTests
{
    private static readonly DateOnly monday = new(2026, 3, 2);

    private static readonly InstrumentVersion instrument = new("kykyviisari", "2", "", "", [12, 6], 3, 5, monday, null, "")
    {
        Scales = [new Scale("kykyviisari", "2", "work-ability", 0, 1000, true, 100, null, null, "")],
    };

    public static TheoryData<string, string> EveryActionInEveryState =>
        [.. from action in Enum.GetNames<MeasurementAction>() from state in Enum.GetNames<MeasurementState>() where state != "Unspecified" select (action, state)];

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void Every_edge_of_the_table_works_and_every_other_is_refused_with_the_reason_that_was_told(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<MeasurementAction>(actionName), Enum.Parse<MeasurementState>(stateName));
        var measurement = In(state);

        if (MeasurementTable.Table.After(action, state) is { } after)
        {
            after.ShouldContain(Do(action, measurement).Item1.State);
        }
        else
        {
            Should.Throw<DomainException>(() => Do(action, measurement)).Reason.ShouldBe(MeasurementTable.BlockedBy(action, state));
        }
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/measurement.md", MeasurementTable.Table.Diagram(MeasurementState.Planned));

    [Fact]
    public void Who_is_not_reached_is_tried_again_as_often_as_the_instruments_row_says()
    {
        var measurement = In(MeasurementState.Planned);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            measurement.State.ShouldBe(MeasurementState.Planned);
            measurement = measurement.Try(new Attempt(measurement.LastDay, Mode.Phone, Reached: false)).Item1;
        }

        (measurement.State, measurement.NextAttemptOn).ShouldBe((MeasurementState.NotReached, null));
        measurement.Reschedule(null, "another", monday).Item1.ShouldSatisfyAllConditions(
            again => again.State.ShouldBe(MeasurementState.Planned),
            again => again.Owner.ShouldBe("another"),
            again => again.Attempts.ShouldBeEmpty());
    }

    [Fact]
    public void Who_was_asked_is_asked_again_in_business_days()
    {
        // Before May Day, a Friday.
        var asked = In(MeasurementState.Planned).Try(new Attempt(new DateOnly(2026, 4, 29), Mode.Phone, Reached: true)).Item1;

        (asked.State, asked.NextAttemptOn).ShouldBe((MeasurementState.Asked, new DateOnly(2026, 5, 7)));
    }

    [Fact]
    public void What_follows_the_end_is_due_after_the_months_of_the_row_and_owned() => Gen.Int[0, 4000].Select(new DateOnly(2020, 1, 1).AddDays).Sample(ended =>
    {
        var end = In(MeasurementState.Planned) with { Phase = MeasurementPhase.End, PlannedOn = ended };
        var following = end.Answer([new EnteredValue("work-ability", 500)], Rater.Client, ended).Item1.FollowUps(Guid.NewGuid).ToList();

        following.Select(one => one.DueOn).ShouldBe([ended.AddMonths(6), ended.AddMonths(12)]);
        following.ShouldAllBe(one => one.Owner == end.Owner && one.Phase == MeasurementPhase.FollowUp && one.NextAttemptOn == one.DueOn && one.FollowUps(Guid.NewGuid).Count() == 0);
    });

    [Fact]
    public void A_day_comes_once_and_not_before_it_is_there()
    {
        var measurement = In(MeasurementState.Planned) with { DueOn = monday, NextAttemptOn = monday };

        measurement.FallDue(monday.AddDays(-1)).ShouldBeNull();
        var fallen = measurement.FallDue(monday)!.Value.Item1;
        fallen.FallDue(monday.AddDays(1)).ShouldBeNull();
        measurement.Refuse(monday).Item1.FallDue(monday).ShouldBeNull();
    }

    [Fact]
    public void A_pair_is_of_one_version_one_case_and_never_with_the_clients_own()
    {
        var start = Answered(MeasurementPhase.Start, 400, 0);
        var end = Answered(MeasurementPhase.End, 700, 30) with { CaseId = start.CaseId };
        var others = new[]
        {
            Answered(MeasurementPhase.Start, 900, 10) with { CaseId = start.CaseId },
            Answered(MeasurementPhase.Own, 900, 10) with { CaseId = start.CaseId },
            Answered(MeasurementPhase.End, 900, 10) with { CaseId = start.CaseId, Edition = "1" },
            Answered(MeasurementPhase.End, 900, 10),
            In(MeasurementState.Refused) with { CaseId = start.CaseId, Phase = MeasurementPhase.End },
        };

        var pair = MeasurementPair.Of([.. others, end, start], instrument.Scales).ShouldHaveSingleItem();

        (pair.Baseline.Id, pair.Later.Id, pair.Change.ChangeTenths).ShouldBe((start.Id, end.Id, 300));
    }

    private static (ClientMeasurement, Transition) Do(MeasurementAction action, ClientMeasurement measurement) => action switch
    {
        MeasurementAction.RecordMeasurementAttempt => measurement.Try(new Attempt(monday, Mode.Phone, Reached: true)),
        MeasurementAction.AnswerMeasurement => measurement.Answer([new EnteredValue("work-ability", 500)], Rater.Joint, monday),
        MeasurementAction.RefuseMeasurement => measurement.Refuse(monday),
        MeasurementAction.RescheduleMeasurement => measurement.Reschedule(monday.AddDays(7), "", monday),
        MeasurementAction.CorrectMeasurement => measurement.Correct([new EnteredValue("work-ability", 600)], "", monday),
        _ => measurement.EnterInError("duplicate", monday),
    };

    private static ClientMeasurement Answered(MeasurementPhase phase, int value, int day) =>
        In(MeasurementState.Answered) with { Phase = phase, Values = [new EnteredValue("work-ability", value)], EndedOn = monday.AddDays(day) };

    private static ClientMeasurement In(MeasurementState state) => new()
    {
        Id = Guid.CreateVersion7(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
        Organisation = "2345678-0",
        CaseId = Guid.NewGuid(),
        Instrument = "kykyviisari",
        Edition = "2",
        Phase = MeasurementPhase.Start,
        GoalIds = [],
        PlannedOn = monday,
        Owner = "owner",
        DueOn = monday,
        State = state,
        Rules = instrument,
    };
}
