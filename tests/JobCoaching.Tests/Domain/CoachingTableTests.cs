using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.JobCoaching.Coachings;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using CareerProfile = Tyokyky.JobCoaching.Coachings.CareerProfile;
using Coaching = Tyokyky.JobCoaching.Coachings.Coaching;
using CoachingPause = Tyokyky.JobCoaching.Coachings.CoachingPause;
using CoachPeriod = Tyokyky.JobCoaching.Coachings.CoachPeriod;
using Tyokyky.EventLog;
using WorkWishes = Tyokyky.JobCoaching.Coachings.WorkWishes;

namespace Tyokyky.JobCoaching.Tests.Domain;

public sealed class CoachingTableTests
{
    private static readonly DateOnly opened = new(2026, 3, 1);
    private static readonly CoachingState[] states = [CoachingState.Open, CoachingState.Started, CoachingState.Paused, CoachingState.Ended, CoachingState.EnteredInError];

    // Written down apart from the table, so that a slip in the table is seen. What stands in no line works.
    private static readonly Dictionary<(CoachingAction, CoachingState), string> refusals = new()
    {
        [(CoachingAction.StartCoaching, CoachingState.Started)] = "COACHING_ALREADY_STARTED",
        [(CoachingAction.StartCoaching, CoachingState.Paused)] = "COACHING_ALREADY_STARTED",
        [(CoachingAction.StartCoaching, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.AssignCoach, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.UpdateCareerProfile, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.UpdateCareerProfile, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.SetDisclosure, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.SetDisclosure, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.StartJobSearch, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.StartJobSearch, CoachingState.Paused)] = "COACHING_PAUSED",
        [(CoachingAction.StartJobSearch, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.LogContact, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.CorrectContact, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.EnterContactInError, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.FindOpenings, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.FindOpenings, CoachingState.Paused)] = "COACHING_PAUSED",
        [(CoachingAction.FindOpenings, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.RecordResult, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.StartInWorkSupport, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.EndInWorkSupport, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.PauseCoaching, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.PauseCoaching, CoachingState.Paused)] = "COACHING_PAUSED",
        [(CoachingAction.PauseCoaching, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.ResumeCoaching, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.ResumeCoaching, CoachingState.Started)] = "COACHING_NOT_PAUSED",
        [(CoachingAction.ResumeCoaching, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.EndCoaching, CoachingState.Ended)] = "COACHING_ENDED",
        [(CoachingAction.ReturnToCoaching, CoachingState.Open)] = "COACHING_NOT_STARTED",
        [(CoachingAction.ReturnToCoaching, CoachingState.Started)] = "COACHING_NOT_ENDED",
        [(CoachingAction.ReturnToCoaching, CoachingState.Paused)] = "COACHING_NOT_ENDED",
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
        // Support in work is under way where it is to be ended.
        var coaching = CoachingIn(state) with { InWorkSupports = action == CoachingAction.EndInWorkSupport && state != CoachingState.Open ? [new(opened, null)] : [] };

        var reason = state == CoachingState.EnteredInError ? "COACHING_ENTERED_IN_ERROR" : refusals.GetValueOrDefault((action, state));
        CoachingTable.BlockedBy(action, coaching).ShouldBe(reason);
        if (reason is not null)
        {
            CoachingTable.Table.After(action, state).ShouldBeNull();
            Should.Throw<DomainException>(() => Do(action, coaching)).Reason.ShouldBe(reason);
        }
        else if (Do(action, coaching) is { } change)
        {
            CoachingTable.Table.After(action, state)!.ShouldBe([change.Coaching.State]);
            change.Coaching.Version.ShouldBe(coaching.Version);
            (change.Transition.From, change.Transition.To).ShouldBe((StateCode.Of(state), StateCode.Of(change.Coaching.State)));
        }
    }

    [Fact]
    public void A_coaching_that_never_started_ends_and_has_no_results()
    {
        var ended = CoachingIn(CoachingState.Open).End("ended-without-result", opened).Coaching;

        ended.State.ShouldBe(CoachingState.Ended);
        Should.Throw<DomainException>(() => ended.MayRecordResult("started_on", opened)).Reason.ShouldBe("COACHING_NOT_STARTED");
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
        Reason(() => started.MayRecordResult("started_on", before)).ShouldBe("DAY_BEFORE_OPENING started_on");
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

    [Fact]
    public void Support_in_work_goes_on_after_the_end_with_another_coach_and_other_contacts_do_not()
    {
        var ended = CoachingIn(CoachingState.Started).StartInWorkSupport(opened.AddDays(5)).Coaching.End("employed", opened.AddDays(9)).Coaching;

        var supported = ended.Assign(new("other", "Other", opened.AddDays(10), "worker-left")).Coaching.Log(Contact(ContactParty.Client, "in-work-support")).Coaching;

        (supported.State, supported.Coach, supported.HasInWorkSupport, supported.Contacts.Client).ShouldBe((CoachingState.Ended, "other", true, 1));
        Should.Throw<DomainException>(() => ended.Log(Contact(ContactParty.Client, "job-search"))).Reason.ShouldBe("COACHING_ENDED");
        Should.Throw<DomainException>(() => supported.StartInWorkSupport(opened.AddDays(11))).Reason.ShouldBe("IN_WORK_SUPPORT_STARTED");
        var without = supported.EndInWorkSupport(opened.AddDays(40)).Coaching;
        without.InWorkSupports.ShouldBe([new(opened.AddDays(5), opened.AddDays(40))]);
        Should.Throw<DomainException>(() => without.EndInWorkSupport(opened.AddDays(41))).Reason.ShouldBe("IN_WORK_SUPPORT_NOT_STARTED");
    }

    [Fact]
    public void A_pause_ends_the_day_before_it_goes_on_and_a_return_takes_the_end_back()
    {
        var paused = CoachingIn(CoachingState.Started).Pause(new("health", opened.AddDays(10), null, null)).Coaching;

        var resumed = paused.Resume(opened.AddDays(20)).Coaching;
        var returned = resumed.End("studies", opened.AddDays(30)).Coaching.Return(opened.AddDays(60)).Coaching;

        resumed.Pauses.ShouldBe([new("health", opened.AddDays(10), opened.AddDays(19), null)]);
        (returned.State, returned.EndedOn, returned.Outcome, returned.ReturnedOn, returned.StartedOn).ShouldBe((CoachingState.Started, null, "", opened.AddDays(60), opened));
        Should.Throw<DomainException>(() => resumed.Pause(new("other", opened.AddDays(15), null, null))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
        Should.Throw<DomainException>(() => returned.End("employed", opened.AddDays(59))).Reason.ShouldBe("DAY_BEFORE_PREVIOUS");
        paused.End("employed", opened.AddDays(12)).Coaching.Pauses.ShouldBe([new("health", opened.AddDays(10), opened.AddDays(11), null)]);
    }

    [Fact]
    public void A_mistake_has_no_results_and_a_mistaken_contact_is_mistaken_once()
    {
        var started = CoachingIn(CoachingState.Started);
        Should.Throw<DomainException>(() => started.EnterInError("duplicate", "", hasResults: true, opened)).Reason.ShouldBe("COACHING_HAS_RESULTS");
        started.EnterInError("duplicate", "", hasResults: false, opened).Coaching.ErrorReason.ShouldBe("duplicate");

        var contact = Contact(ContactParty.Employer);
        var logged = started.Log(contact).Coaching with { Contact = contact };
        var moved = logged.Correct(contact with { Party = ContactParty.Network }, "typing-error").Coaching;
        moved.Contacts.ShouldBe(new ContactTally(0, 0, 1));
        var without = moved.EnterContactInError("other", opened).Coaching;
        without.Contacts.ShouldBe(new ContactTally(0, 0, 0));
        Should.Throw<DomainException>(() => without.Correct(contact, "other")).Reason.ShouldBe("CONTACT_ENTERED_IN_ERROR");
    }

    private static (Coaching Coaching, Records.Transition Transition)? Do(CoachingAction action, Coaching coaching)
    {
        switch (action)
        {
            case CoachingAction.StartCoaching:
                return coaching.Start("coach", "Coach", "other", WorkWishes.NotAsked, opened);
            case CoachingAction.AssignCoach:
                return coaching.Assign(new CoachPeriod("other", "Other", opened, "workload"));
            case CoachingAction.UpdateCareerProfile:
                return coaching.Describe(WorkWishes.NotAsked, CareerProfile.Empty, opened);
            case CoachingAction.SetDisclosure:
                return coaching.Disclose(DisclosurePreference.Refused, "", [], opened);
            case CoachingAction.StartJobSearch:
                return coaching.StartJobSearch(opened);
            case CoachingAction.LogContact:
                return coaching.Log(Contact(ContactParty.Client, "follow-up"));
            case CoachingAction.CorrectContact:
                return (coaching with { Contact = Contact(ContactParty.Client) }).Correct(Contact(ContactParty.Client), "other");
            case CoachingAction.EnterContactInError:
                return (coaching with { Contact = Contact(ContactParty.Client) }).EnterContactInError("other", opened);
            case CoachingAction.StartInWorkSupport:
                return (coaching with { InWorkSupports = [] }).StartInWorkSupport(opened);
            case CoachingAction.EndInWorkSupport:
                return coaching.EndInWorkSupport(opened);
            case CoachingAction.PauseCoaching:
                return coaching.Pause(new CoachingPause("other", opened, null, null));
            case CoachingAction.ResumeCoaching:
                return coaching.Resume(opened);
            case CoachingAction.EndCoaching:
                return coaching.End("employed", opened);
            case CoachingAction.ReturnToCoaching:
                return coaching.Return(opened);
            case CoachingAction.EnterCoachingInError:
                return coaching.EnterInError("other", "", hasResults: false, opened);
            case CoachingAction.FindOpenings:
                coaching.MayFindOpenings();
                return null;
            default:
                coaching.MayRecordResult("started_on", opened);
                return null;
        }
    }

    private static CoachContact Contact(ContactParty party, string purpose = "") => new(Guid.NewGuid(), party, null, Mode.Phone, 10, opened, false, false, purpose, "");

    private static Coaching CoachingIn(CoachingState state) => new()
    {
        Id = Guid.NewGuid(),
        Client = new CountedClient(Guid.NewGuid(), AgeBand._3054, "698", ""),
        Organisation = "0000003-5",
        CaseId = Guid.NewGuid(),
        MeasureId = Guid.NewGuid(),
        OpenedOn = opened,
        StartedOn = state == CoachingState.Open ? null : opened,
        Coach = "coach",
        Coaches = [new("coach", "Coach", opened, "")],
        EndedOn = state == CoachingState.Ended ? opened : null,
        Pauses = state == CoachingState.Paused ? [new("other", opened, null, null)] : [],
        State = state,
    };
}
