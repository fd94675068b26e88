using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.JobCoaching.Common;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Coaching = Tyokyky.JobCoaching.Coachings.Coaching;
using WorkWishes = Tyokyky.JobCoaching.Coachings.WorkWishes;

namespace Tyokyky.JobCoaching.Tests.Domain;

public sealed class CoachingTableTests
{
    private static readonly DateOnly opened = new(2026, 3, 1);
    private static readonly CoachingState[] states = [CoachingState.Open, CoachingState.Started, CoachingState.Ended];

    // Written down apart from the table, so that a slip in the table is seen.
    private static readonly Dictionary<(CoachingAction, CoachingState), string> refusals = new()
    {
        [(CoachingAction.StartCoaching, CoachingState.Started)] = "COACHING_ALREADY_STARTED",
        [(CoachingAction.StartCoaching, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.LogContact, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.LogContact, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.FindOpenings, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.FindOpenings, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.RecordResult, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.EndCoaching, CoachingState.Ended)] = "COACHING_ENDED",
    };

    public static TheoryData<string, string> EveryActionInEveryState
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var action in Enum.GetNames<CoachingAction>())
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
        var (action, state) = (Enum.Parse<CoachingAction>(actionName), Enum.Parse<CoachingState>(stateName));
        var coaching = CoachingIn(state);

        if (refusals.TryGetValue((action, state), out var reason))
        {
            CoachingTable.Table.After(action, state).ShouldBeNull();
            Should.Throw<DomainException>(() => Do(action, coaching)).Reason.ShouldBe(reason);
        }
        else if (Do(action, coaching) is { } change)
        {
            CoachingTable.Table.After(action, state).ShouldBe([change.Coaching.State]);
            change.Coaching.Version.ShouldBe(coaching.Version);
            (change.Transition.From, change.Transition.To).ShouldBe((StateCode.Of(state), StateCode.Of(change.Coaching.State)));
        }
    }

    [Fact]
    public void A_coaching_that_never_started_ends_and_has_no_results()
    {
        var ended = CoachingIn(CoachingState.Open).End("ended-without-result", opened).Coaching;

        ended.State.ShouldBe(CoachingState.Ended);
        Should.Throw<DomainException>(() => ended.MayRecordResult(opened)).Reason.ShouldBe("COACHING_NOT_STARTED");
    }

    [Theory]
    [InlineData(DisclosurePreference.Refused, true, "DISCLOSURE_REFUSED")]
    [InlineData(DisclosurePreference.Refused, false, null)]
    [InlineData(DisclosurePreference.Allowed, true, null)]
    [InlineData(DisclosurePreference.Unspecified, true, null)]
    public void A_refused_disclosure_blocks_employer_contacts_in_the_clients_name(DisclosurePreference disclosure, bool inClientsName, string? reason)
    {
        var coaching = CoachingIn(CoachingState.Started) with { Wishes = WorkWishes.NotAsked with { Disclosure = disclosure } };
        var contact = Contact(ContactParty.Employer) with { InClientsName = inClientsName };

        if (reason is null)
        {
            coaching.Log(contact).Coaching.Contacts.ShouldBe(new ContactTally(0, 1, 0));
        }
        else
        {
            Should.Throw<DomainException>(() => coaching.Log(contact)).Reason.ShouldBe(reason);
        }
    }

    [Fact]
    public void Contacts_are_counted_by_party()
    {
        var coaching = CoachingIn(CoachingState.Started);
        foreach (var party in new[] { ContactParty.Client, ContactParty.Client, ContactParty.Employer, ContactParty.Network })
        {
            coaching = coaching.Log(Contact(party)).Coaching;
        }

        coaching.Contacts.ShouldBe(new ContactTally(2, 1, 1));
    }

    [Fact]
    public void Nothing_is_dated_before_the_coaching_opened_nor_its_end_before_its_start()
    {
        var (open, started) = (CoachingIn(CoachingState.Open), CoachingIn(CoachingState.Started) with { StartedOn = opened.AddDays(10) });
        var before = opened.AddDays(-1);

        Reason(() => open.Start("coach", "Coach", "other", WorkWishes.NotAsked, before)).ShouldBe("DAY_BEFORE_OPENING started_on");
        Reason(() => started.Log(Contact(ContactParty.Client) with { On = before })).ShouldBe("DAY_BEFORE_OPENING contacted_on");
        Reason(() => started.MayRecordResult(before)).ShouldBe("DAY_BEFORE_OPENING started_on");
        Reason(() => started.End("employed", before)).ShouldBe("DAY_BEFORE_OPENING ended_on");
        Reason(() => started.End("employed", opened.AddDays(9))).ShouldBe("DAY_BEFORE_START ended_on");

        static string Reason(Action act)
        {
            var refusal = Should.Throw<DomainException>(act);
            return $"{refusal.Reason} {refusal.Metadata["field"]}";
        }
    }

    [Fact]
    public void The_documentations_diagram_is_the_tables() => GeneratedPage.ShouldBe("docs/states/coaching.md", CoachingTable.Table.Diagram(CoachingState.Open));

    private static (Coaching Coaching, Records.Transition Transition)? Do(CoachingAction action, Coaching coaching)
    {
        switch (action)
        {
            case CoachingAction.StartCoaching:
                return coaching.Start("coach", "Coach", "other", WorkWishes.NotAsked, opened);
            case CoachingAction.LogContact:
                return coaching.Log(Contact(ContactParty.Client));
            case CoachingAction.EndCoaching:
                return coaching.End("employed", opened);
            case CoachingAction.FindOpenings:
                coaching.MayFindOpenings();
                return null;
            default:
                coaching.MayRecordResult(opened);
                return null;
        }
    }

    private static CoachContact Contact(ContactParty party) => new(Guid.NewGuid(), party, null, Mode.Phone, 10, opened, false, false, "");

    private static Coaching CoachingIn(CoachingState state) => new()
    {
        Id = Guid.NewGuid(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
        Organisation = "0000003-5",
        CaseId = Guid.NewGuid(),
        MeasureId = Guid.NewGuid(),
        OpenedOn = opened,
        StartedOn = state == CoachingState.Open ? null : opened,
        State = state,
    };
}
