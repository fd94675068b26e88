using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.JobCoaching.Caseloads;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.Domain;

public sealed class PlannedContactTests
{
    private static readonly DateOnly today = new(2026, 4, 1);

    public static TheoryData<string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetNames<PlannedContactAction>())
            {
                foreach (var state in new[] { "Planned", "Done", "Cancelled" }) { data.Add(action, state); }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryState))]
    public void A_planned_contact_is_moved_made_or_cancelled_once(string actionName, string stateName)
    {
        var (action, state) = (Enum.Parse<PlannedContactAction>(actionName), Enum.Parse<PlannedContactState>(stateName));
        var plan = new ContactPlan
        {
            Id = Guid.NewGuid(),
            CoachingId = Guid.NewGuid(),
            ClientId = Guid.NewGuid(),
            Organisation = "0000003-5",
            Coach = "coach",
            PlannedOn = today,
            Party = ContactParty.Client,
            Mode = Mode.Phone,
            Purpose = "",
            Note = "",
            State = state,
        };
        var reason = state switch { PlannedContactState.Done => "PLANNED_CONTACT_DONE", PlannedContactState.Cancelled => "PLANNED_CONTACT_CANCELLED", _ => null };

        PlannedContactTable.BlockedBy(action, state).ShouldBe(reason);
        if (reason is not null)
        {
            Should.Throw<DomainException>(() => Do(action, plan)).Reason.ShouldBe(reason);
            return;
        }

        var (now, transition) = Do(action, plan);
        PlannedContactTable.Table.After(action, state)!.ShouldBe([now.State]);
        (transition.From, transition.To).ShouldBe(("planned", StateCode.Of(now.State)));
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() =>
        GeneratedPage.ShouldBe("docs/states/planned-contact.md", PlannedContactTable.Table.Diagram(PlannedContactState.Planned));

    [Theory]
    [InlineData(19, false, false)]
    [InlineData(20, true, false)]
    [InlineData(21, true, true)]
    public void Twenty_clients_are_enough_and_more_too_many_as_a_dated_row_says(int clients, bool reached, bool over) =>
        (CoachingLimits.On(today).IsReached(clients), CoachingLimits.On(today).IsOver(clients)).ShouldBe((reached, over));

    private static (ContactPlan, Records.Transition) Do(PlannedContactAction action, ContactPlan plan) => action switch
    {
        PlannedContactAction.MovePlannedContact => plan.Move(today.AddDays(3), "other", today),
        PlannedContactAction.CompletePlannedContact => plan.Complete(null, today),
        _ => plan.Cancel("client-wish", today),
    };
}
