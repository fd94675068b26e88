using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.TestKit;

namespace Tyokyky.SystemTests;

/// <content>A contact that led to coaching, and what coaching takes back.</content>
internal sealed partial class EveryFact
{
    private const string Coach = "coach";

    private readonly CoachingsService.CoachingsServiceClient coachings = new(suite.Channel("coaching"));
    private readonly ResultsService.ResultsServiceClient results = new(suite.Channel("coaching"));

    private async Task CoachAsync()
    {
        var contact = (await coordination.RecordContactAsync(
            new RecordContactRequest { ClientId = story.ClientId, ContactingService = "kela", Topic = "work-ability", Mode = Mode.Phone, ContactedOn = story.Day(0), RequestId = NewId() }, As(City))).Contact;
        var referral = (await referrals.SubmitReferralAsync(
            new SubmitReferralRequest
            {
                ClientId = story.ClientId,
                ContactId = contact.ContactId,
                Reasons = { "wish-for-work" },
                ReasonForClient = story.Say("valmennuksesta"),
                Receiver = Organisations.City,
                Service = "job-coaching",
                VoluntarinessTold = true,
                SubmittedAt = story.Morning(1),
                RequestId = NewId(),
            },
            As(City))).Referral;
        var taskId = referral.Tasks[0].TaskId;
        await referrals.AcceptTaskAsync(new AcceptTaskRequest { TaskId = taskId, EffectiveAt = story.Morning(2), RequestId = NewId() }, As(City));

        Coaching? coaching = null;
        await Eventually.Holds(
            async () => (coaching = (await coachings.ListCoachingsAsync(new ListCoachingsRequest { TaskId = taskId }, As(Coach))).Coachings.FirstOrDefault()) is not null,
            "the task's coaching opens",
            seconds: 20);
        await coachings.StartCoachingAsync(
            new StartCoachingRequest
            {
                CoachingId = coaching!.CoachingId,
                Coach = Coach,
                CoachName = "Veikko Vainio",
                Model = "other",
                StartedOn = story.Day(3),
                Agreed = true,
                RequestId = NewId(),
            },
            As(Coach));
        var studies = (await results.RecordStudiesAsync(
            new RecordStudiesRequest { CoachingId = coaching.CoachingId, Level = "vocational", StartedOn = story.Day(4), RequestId = NewId() }, As(Coach))).Studies;
        await HasOutcomeAsync("studies", true);
        await results.EnterResultInErrorAsync(
            new EnterResultInErrorRequest { ResultId = studies.StudiesId, Reason = "duplicate", Note = story.Say("opinnoista"), RequestId = NewId() }, As(Coach));
        await HasOutcomeAsync("studies", false);

        Task HasOutcomeAsync(string outcome, bool has) => Eventually.Holds(
            async () => (await coordination.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId }, As(City))).Contact.Outcomes.Contains(outcome) == has,
            $"the contact led to {outcome}: {has}",
            seconds: 20);
    }
}
