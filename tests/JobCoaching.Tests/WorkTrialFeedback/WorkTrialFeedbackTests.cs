using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

public sealed class WorkTrialFeedbackTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    private readonly AskedHosts hosts = new(host);

    [Fact]
    public async Task A_repeated_request_gets_the_same_link_and_another_is_refused_while_the_host_is_asked()
    {
        var trial = await hosts.TrialAsync();
        var request = AskedHosts.NewRequest(trial);

        var asked = await hosts.Feedback.RequestWorkTrialFeedbackAsync(request);
        (await hosts.Feedback.RequestWorkTrialFeedbackAsync(request)).ShouldBe(asked);
        await hosts.Feedback.RequestWorkTrialFeedbackAsync(AskedHosts.NewRequest(trial)).ShouldFail(StatusCode.FailedPrecondition, "FEEDBACK_ALREADY_REQUESTED");

        (asked.Feedback.State, asked.Feedback.FormVersion, asked.Feedback.Contact, asked.Feedback.EmployerId).ShouldBe((WorkTrialFeedbackState.Requested, "1", null, trial.EmployerId));
        (asked.Feedback.LinkEndsOn, asked.Feedback.ReminderDueOn).ShouldBe((CoachingHost.Day(30), CoachingHost.Day(7)));
        asked.Link.ShouldStartWith("/work-trial-feedback/fi?link=");
        (await hosts.ReadAsync(asked.Feedback.FeedbackId)).Contact.ShouldBe(AskedHosts.Contact);
        (await hosts.Feedback.ListWorkTrialFeedbackAsync(new ListWorkTrialFeedbackRequest { WorkTrialId = trial.WorkTrialId })).Feedback.ShouldHaveSingleItem().ShouldBe(asked.Feedback);
        (await host.Database.FactsAsync<WorkTrialFeedbackRequested>(trial.ClientId)).ShouldHaveSingleItem().Feedback.CoachingId.ShouldBe(trial.CoachingId);
    }

    [Fact]
    public async Task Asked_twice_at_once_one_is_asked()
    {
        var trial = await hosts.TrialAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try { return (await hosts.Feedback.RequestWorkTrialFeedbackAsync(AskedHosts.NewRequest(trial))).Link; }
            catch (RpcException refused) { return Refusal.Of(refused).Reason; }
        }));

        answers.Count(answer => answer == "FEEDBACK_ALREADY_REQUESTED").ShouldBe(5);
    }

    [Fact]
    public async Task Feedback_is_asked_on_work_trials_that_are_no_mistakes_and_wrong_values_are_refused_by_field()
    {
        var trial = await hosts.TrialAsync();
        var request = AskedHosts.NewRequest(trial);
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(await host.StartedAsync(), await host.EmployerAsync()))).Job;

        await hosts.Feedback.RequestWorkTrialFeedbackAsync(new RequestWorkTrialFeedbackRequest(request) { WorkTrialId = job.JobId, RequestId = "" }).ShouldFail(StatusCode.FailedPrecondition, "RESULT_NO_WORK_TRIAL");
        (await FieldAsync(request, "CONTACT_WAY_REQUIRED", one => one.Contact.Email = "")).ShouldBe("contact.email");
        (await FieldAsync(request, "UNKNOWN_CODE", one => one.Contact.Basis = "because")).ShouldBe("contact.basis");
        (await FieldAsync(request, "FIELD_REQUIRED", one => one.Contact = null)).ShouldBe("contact");
        (await FieldAsync(request, "FIELD_REQUIRED", one => one.AskedBy = "")).ShouldBe("asked_by");
        (await FieldAsync(request, "FIELD_REQUIRED", one => one.Language = FormLanguage.Unspecified)).ShouldBe("language");
        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = trial.WorkTrialId, Reason = "duplicate" });
        await hosts.Feedback.RequestWorkTrialFeedbackAsync(request).ShouldFail(StatusCode.FailedPrecondition, "RESULT_ENTERED_IN_ERROR");
    }

    [Fact]
    public async Task Feedback_on_a_trial_that_was_a_mistake_is_one_too_and_after_a_cancelled_one_another_is_asked()
    {
        var asked = await hosts.AskedAsync();
        var id = asked.Feedback.FeedbackId;
        await hosts.PostAsync(AskedHosts.Answers(asked.Link));
        await hosts.Feedback.RenewWorkTrialFeedbackAsync(new RenewWorkTrialFeedbackRequest { FeedbackId = id }).ShouldFail(StatusCode.FailedPrecondition, "FEEDBACK_ANSWERED");
        var next = AskedHosts.NewRequest(new WorkTrial { WorkTrialId = asked.Feedback.WorkTrialId });
        var other = (await hosts.Feedback.RequestWorkTrialFeedbackAsync(next)).Feedback;
        await hosts.Feedback.CancelWorkTrialFeedbackAsync(new CancelWorkTrialFeedbackRequest { FeedbackId = other.FeedbackId, Reason = "given-otherwise", Etag = other.Etag });

        await host.Results.EnterResultInErrorAsync(new EnterResultInErrorRequest { ResultId = asked.Feedback.WorkTrialId, Reason = "wrong-client" });

        var feedback = (await hosts.Feedback.ListWorkTrialFeedbackAsync(new ListWorkTrialFeedbackRequest { WorkTrialId = asked.Feedback.WorkTrialId })).Feedback;
        feedback.Count.ShouldBe(2);
        feedback.ShouldAllBe(one => one.State == WorkTrialFeedbackState.EnteredInError && one.EndReason == "wrong-client");
        (await host.Database.FactsAsync<WorkTrialFeedbackEnded>(asked.Feedback.ClientId)).Select(fact => fact.State).ShouldBe(["cancelled", "entered-in-error", "entered-in-error"]);
        var allowed = await hosts.Feedback.GetAllowedWorkTrialFeedbackActionsAsync(new GetAllowedWorkTrialFeedbackActionsRequest { FeedbackId = id });
        allowed.Actions.Select(action => (action.Action, action.BlockedReason)).ShouldBe(
        [
            ("RenewWorkTrialFeedback", "FEEDBACK_ENTERED_IN_ERROR"), ("CancelWorkTrialFeedback", "FEEDBACK_ENTERED_IN_ERROR"), ("EnterWorkTrialFeedbackInError", "FEEDBACK_ENTERED_IN_ERROR"),
        ]);
    }

    [Fact]
    public async Task A_trained_host_is_told_with_the_answer_unless_the_training_was_a_mistake()
    {
        var (trained, mistaken) = (await hosts.AskedAsync(), await hosts.AskedAsync());
        var training = new RecordHostTrainingRequest { EmployerId = trained.Feedback.EmployerId, Participants = 4, TrainedOn = CoachingHost.Day(-20) };
        var recorded = (await hosts.Feedback.RecordHostTrainingAsync(training)).Training;
        var other = (await hosts.Feedback.RecordHostTrainingAsync(new RecordHostTrainingRequest(training) { EmployerId = mistaken.Feedback.EmployerId })).Training;
        var taken = (await hosts.Feedback.EnterHostTrainingInErrorAsync(new EnterHostTrainingInErrorRequest { HostTrainingId = other.HostTrainingId, Reason = "duplicate", Etag = other.Etag })).Training;

        await hosts.PostAsync(AskedHosts.Answers(trained.Link));
        await hosts.PostAsync(AskedHosts.Answers(mistaken.Link));

        (await hosts.ReadAsync(trained.Feedback.FeedbackId)).HostTrained.ShouldBeTrue();
        (await hosts.ReadAsync(mistaken.Feedback.FeedbackId)).HostTrained.ShouldBeFalse();
        (await host.Database.FactsAsync<WorkTrialFeedbackAnswered>(trained.Feedback.ClientId)).ShouldHaveSingleItem().HostTrained.ShouldBeTrue();
        (await host.Database.FactsAsync<HostTrained>(recorded.EmployerId)).ShouldHaveSingleItem().Participants.ShouldBe(4);
        (await host.Database.FactsAsync<HostTrainingEnteredInError>(taken.EmployerId)).ShouldHaveSingleItem().HostTrainingId.ShouldBe(taken.HostTrainingId);
        (await hosts.Feedback.ListHostTrainingsAsync(new ListHostTrainingsRequest { EmployerId = taken.EmployerId })).Trainings.ShouldHaveSingleItem().ErrorReason.ShouldBe("duplicate");
        await hosts.Feedback.EnterHostTrainingInErrorAsync(new EnterHostTrainingInErrorRequest { HostTrainingId = taken.HostTrainingId, Reason = "other" }).ShouldFail(StatusCode.FailedPrecondition, "HOST_TRAINING_ENTERED_IN_ERROR");
        await hosts.Feedback.RecordHostTrainingAsync(new RecordHostTrainingRequest(training) { EmployerId = CoachingHost.Id() }).ShouldFail(StatusCode.FailedPrecondition, "EMPLOYER_UNKNOWN");
        await hosts.Feedback.RecordHostTrainingAsync(new RecordHostTrainingRequest(training) { TrainedOn = CoachingHost.Day(1) }).ShouldFail(StatusCode.InvalidArgument, "DAY_IN_FUTURE");
        await hosts.Feedback.RecordHostTrainingAsync(new RecordHostTrainingRequest(training) { Programme = "unheard-of" }).ShouldFail(StatusCode.InvalidArgument, "PROGRAMME_UNKNOWN");
    }

    [Fact]
    public async Task Every_form_asks_each_domain_of_its_day_in_three_languages()
    {
        var forms = (await hosts.Feedback.ListWorkTrialFeedbackFormsAsync(new ListWorkTrialFeedbackFormsRequest())).Forms;

        forms.Count.ShouldBeGreaterThan(0);
        foreach (var form in forms)
        {
            form.Questions.Select(question => question.Item).ShouldBe([.. AskedHosts.Domains, "overall"]);
            form.Questions.ShouldAllBe(question => question.Fi.Length > 20 && question.Sv.Length > 20 && question.En.Length > 20);
        }
    }

    [Fact]
    public async Task An_order_of_non_disclosure_hides_who_the_client_is_in_what_is_told_from_then_on()
    {
        var asked = await hosts.AskedAsync();

        await host.HideAsync(asked.Feedback.ClientId, asked.Feedback.FeedbackId);
        (await hosts.PostAsync(AskedHosts.Answers(asked.Link))).Status.ShouldBe(200);

        (await host.Database.FactsAsync<WorkTrialFeedbackAnswered>(asked.Feedback.ClientId)).ShouldHaveSingleItem().Feedback.Client.ShouldSatisfyAllConditions(
            told => told.Municipality.ShouldBe("unknown"), told => told.Sex.ShouldBe(Sex.Unknown), told => told.CustomerProfile.ShouldBe("unknown"));
    }

    private async Task<string> FieldAsync(RequestWorkTrialFeedbackRequest request, string reason, Action<RequestWorkTrialFeedbackRequest> spoil)
    {
        var spoilt = new RequestWorkTrialFeedbackRequest(request);
        spoil(spoilt);
        return (await hosts.Feedback.RequestWorkTrialFeedbackAsync(spoilt).ShouldFail(StatusCode.InvalidArgument, reason)).Metadata["field"];
    }
}
