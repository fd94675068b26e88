using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class WholeCoachingTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task A_coaching_goes_from_profile_and_job_search_through_a_pause_another_coach_and_support_in_work_to_a_return()
    {
        var started = await host.StartedAsync();
        var worker = await host.WorkerAsync();
        var id = started.CoachingId;
        var profile = new CareerProfile
        {
            Strengths = { "Tarkka" },
            LearningGoals = { "Hygieniapassi" },
            Limits = "Ei yövuoroja.",
            Skills = { new RecognisedSkill { Skill = "Ruoanvalmistus", ShownWhere = "Työkokeilu", RecognisedBy = "Keittiömestari", Certificate = "Osaamistodistus", RecognisedOn = CoachingHost.Day(-15) } },
        };

        await host.Coachings.UpdateCareerProfileAsync(new UpdateCareerProfileRequest { CoachingId = id, Profile = profile });
        await host.Coachings.StartJobSearchAsync(new StartJobSearchRequest { CoachingId = id, StartedOn = CoachingHost.Day(-18) });
        await host.Coachings.PauseCoachingAsync(new PauseCoachingRequest { CoachingId = id, Reason = "health", FromDay = CoachingHost.Day(-16) });
        await host.Coachings.ResumeCoachingAsync(new ResumeCoachingRequest { CoachingId = id, ResumedOn = CoachingHost.Day(-12) });
        await host.Coachings.StartInWorkSupportAsync(new StartInWorkSupportRequest { CoachingId = id, FromDay = CoachingHost.Day(-10) });
        await host.Coachings.EndCoachingAsync(new EndCoachingRequest { CoachingId = id, Outcome = "employed", EndedOn = CoachingHost.Day(-8) });
        await host.Coachings.AssignCoachAsync(new AssignCoachRequest { CoachingId = id, Coach = worker, CoachName = "Uusi Valmentaja", Reason = "worker-left", FromDay = CoachingHost.Day(-7) });
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started)) { ContactedOn = CoachingHost.Day(-6), Purpose = "in-work-support" });
        await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started)) { Purpose = "job-search" }).ShouldFail(StatusCode.FailedPrecondition, "COACHING_ENDED");
        var returned = (await host.Coachings.ReturnToCoachingAsync(new ReturnToCoachingRequest { CoachingId = id, ReturnedOn = CoachingHost.Day(-3) })).Coaching;
        var after = (await host.Coachings.EndInWorkSupportAsync(new EndInWorkSupportRequest { CoachingId = id, ToDay = CoachingHost.Day(-2) })).Coaching;

        returned.Profile.ShouldBe(profile);
        (returned.State, returned.EndedOn, returned.Coach, returned.ContactCounts.Client).ShouldBe((CoachingState.Started, null, worker, 1));
        returned.Coaches.Select(coach => (coach.Coach, coach.Reason)).ShouldBe([("test-coach", ""), (worker, "worker-left")]);
        returned.Pauses.ShouldHaveSingleItem().ToDay.ShouldBe(CoachingHost.Day(-13));
        after.InWorkSupports.ShouldHaveSingleItem().ToDay.ShouldBe(CoachingHost.Day(-2));
        (await host.ReadAsync(id)).ShouldBe(after);
        (await host.Database.ScalarAsync<string[]>($"SELECT array_agg(type ORDER BY seq) FROM event_log WHERE '{started.ClientId}' = ANY(order_keys)")).Select(type => type.Split('.')[^1]).ShouldBe(
        [
            "CoachingOpened", "CoachingStarted", "JobSearchStarted", "CoachingPaused", "CoachingResumed", "InWorkSupportStarted", "CoachingEnded",
            "CoachAssigned", "CoachingContactLogged", "CoachingReturned", "InWorkSupportEnded",
        ]);
    }

    [Fact]
    public async Task A_refusal_to_be_told_of_blocks_contacts_in_the_clients_name_from_then_on()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started, employer));

        var refused = (await host.Coachings.SetDisclosureAsync(new SetDisclosureRequest
        {
            CoachingId = started.CoachingId,
            Disclosure = new Disclosure { Preference = DisclosurePreference.Refused, Note = "Haluan kertoa itse.", Places = { "office", "remote" } },
        })).Coaching;

        (refused.Wishes.Disclosure, refused.Disclosure.Note).ShouldBe((DisclosurePreference.Refused, "Haluan kertoa itse."));
        refused.Wishes.Occupations.ShouldBe(started.Wishes.Occupations);
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started, employer)).ShouldFail(StatusCode.FailedPrecondition, "DISCLOSURE_REFUSED");
    }

    [Fact]
    public async Task Allowed_actions_are_what_the_RPCs_do()
    {
        var opened = await host.OpenedAsync();
        var actions = (await host.Coachings.GetAllowedActionsAsync(new GetAllowedActionsRequest { CoachingId = opened.CoachingId })).Actions;

        actions.Where(action => action.Allowed).Select(action => action.Action).ShouldBe(["StartCoaching", "EndCoaching", "EnterCoachingInError"]);
        actions.Single(action => action.Action == "PauseCoaching").BlockedReason.ShouldBe("COACHING_NOT_STARTED");
        await host.Coachings.PauseCoachingAsync(new PauseCoachingRequest { CoachingId = opened.CoachingId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "COACHING_NOT_STARTED");
    }

    [Fact]
    public async Task Contacts_are_corrected_and_taken_back_with_a_trail()
    {
        var started = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var first = (await host.Coachings.LogContactAsync(CoachingHost.NewContact(started))).ContactId;
        var second = (await host.Coachings.LogContactAsync(new LogContactRequest(CoachingHost.NewContact(started)) { ContactedOn = CoachingHost.Day(-9) })).ContactId;

        var corrected = (await host.Coachings.CorrectContactAsync(new CorrectContactRequest
        {
            ContactId = first,
            Party = ContactParty.Employer,
            EmployerId = employer,
            Mode = Contracts.Common.V1.Mode.Workplace,
            Minutes = 45,
            ContactedOn = CoachingHost.Day(-11),
            Purpose = "negotiation",
            Reason = "typing-error",
        })).Coaching;
        var without = (await host.Coachings.EnterContactInErrorAsync(new EnterContactInErrorRequest { ContactId = second, Reason = "wrong-client", Etag = corrected.Etag })).Coaching;

        corrected.ContactCounts.ShouldBe(new ContactCounts { Client = 1, Employer = 1 });
        without.ContactCounts.ShouldBe(new ContactCounts { Employer = 1 });
        var page = await host.Coachings.ListContactsAsync(new ListContactsRequest { CoachingId = started.CoachingId, PageSize = 1 });
        (page.Contacts.ShouldHaveSingleItem().ContactId, page.Contacts[0].ErrorReason).ShouldBe((second, "wrong-client"));
        var next = (await host.Coachings.ListContactsAsync(new ListContactsRequest { CoachingId = started.CoachingId, PageSize = 1, PageToken = page.NextPageToken })).Contacts.ShouldHaveSingleItem();
        (next.ContactId, next.Minutes, next.Purpose, next.EmployerId).ShouldBe((first, 45, "negotiation", employer));
        (await host.TrailAsync(first)).ShouldBe(["recorded>recorded typing-error"]);
        (await host.TrailAsync(second)).ShouldBe(["recorded>entered-in-error wrong-client"]);
        (await host.Database.FactsAsync<CoachingContactCorrected>(started.ClientId)).ShouldHaveSingleItem().Contact.Minutes.ShouldBe(45);
        (await host.Database.FactsAsync<CoachingContactEnteredInError>(started.ClientId)).ShouldHaveSingleItem().ContactId.ShouldBe(second);
        await host.Coachings.EnterContactInErrorAsync(new EnterContactInErrorRequest { ContactId = second, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "CONTACT_ENTERED_IN_ERROR");
    }

    [Fact]
    public async Task A_mistaken_coaching_ends_all_and_one_with_results_is_none()
    {
        var started = await host.StartedAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync()))).Job;
        var mistake = new EnterCoachingInErrorRequest { CoachingId = started.CoachingId, Reason = "duplicate", Note = "Kahdesti." };

        (await host.Coachings.EnterCoachingInErrorAsync(mistake).ShouldFail(StatusCode.FailedPrecondition, "COACHING_HAS_RESULTS")).LocalizedMessage!.Message.ShouldContain("tuloksia");
        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = job.JobId, Reason = "duplicate" });
        var mistaken = (await host.Coachings.EnterCoachingInErrorAsync(mistake)).Coaching;

        (mistaken.State, mistaken.ErrorReason).ShouldBe((CoachingState.EnteredInError, "duplicate"));
        (await host.Database.FactsAsync<CoachingEnteredInError>(started.ClientId)).ShouldHaveSingleItem().MeasureId.ShouldBe(started.MeasureId);
        await host.Coachings.LogContactAsync(CoachingHost.NewContact(started)).ShouldFail(StatusCode.FailedPrecondition, "COACHING_ENTERED_IN_ERROR");
        await host.Results.RecordJobAsync(CoachingHost.NewJob(started, await host.EmployerAsync())).ShouldFail(StatusCode.FailedPrecondition, "COACHING_ENTERED_IN_ERROR");
        (await host.Coachings.GetAllowedActionsAsync(new GetAllowedActionsRequest { CoachingId = started.CoachingId })).Actions.ShouldAllBe(action => !action.Allowed && action.ClearedBy == "nobody");
    }
}
