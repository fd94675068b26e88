using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Feedback, forms and trainings as messages, and what requests say of them.</summary>
internal static class FeedbackMessages
{
    /// <param name="showsContact">An answer that is kept for its repeat would outlive the contact.</param>
    public static Proto.WorkTrialFeedback ToMessage(this HostFeedback feedback, bool showsContact = false) => new()
    {
        FeedbackId = feedback.Id.ToString(),
        ClientId = feedback.Client.Id.ToString(),
        Organisation = feedback.Organisation,
        WorkTrialId = feedback.WorkTrialId.ToString(),
        CoachingId = Text(feedback.CoachingId),
        EmployerId = Text(feedback.EmployerId),
        FormVersion = feedback.FormVersion,
        Language = feedback.Language,
        AskedBy = feedback.AskedBy,
        State = feedback.State,
        RequestedOn = feedback.RequestedOn.ToDate(),
        LinkEndsOn = feedback.State == WorkTrialFeedbackState.Requested ? feedback.LinkEndsOn?.ToDate() : null,
        ReminderDueOn = feedback.ReminderDueOn?.ToDate(),
        Reminders = feedback.Reminders,
        Contact = showsContact && feedback.Contact != KeptContact.None ? feedback.Contact.ToMessage() : null,
        Answers = feedback.Answers.Count == 0 ? null : new HostAnswers
        {
            Domains = { feedback.Answers.Select(answer => new HostDomainAnswer { Domain = answer.Domain, Level = answer.Level, Text = answer.Text }) },
            Overall = feedback.Overall,
        },
        EndedOn = feedback.EndedOn?.ToDate(),
        HostTrained = feedback.HostTrained,
        EndReason = feedback.EndReason,
        Etag = feedback.Etag,
    };

    public static KeptContact ToDomain(this HostContact told) => new(told.Name, told.Email, told.Phone, told.Basis);

    public static WorkTrialFeedbackForm ToMessage(this FeedbackForm form, IEnumerable<FeedbackQuestion> questions) => new()
    {
        Version = form.Version,
        ValidFrom = form.ValidFrom.ToDate(),
        ValidTo = form.ValidTo?.ToDate(),
        Source = form.Source,
        Questions =
        {
            questions.Where(question => question.Version == form.Version)
                .Select(question => new WorkTrialFeedbackQuestion { Item = question.Item, Fi = question.Fi, Sv = question.Sv, En = question.En }),
        },
    };

    public static HostTraining ToMessage(this TrainedHost training) => new()
    {
        HostTrainingId = training.Id.ToString(),
        Organisation = training.Organisation,
        EmployerId = training.EmployerId.ToString(),
        TrainedOn = training.TrainedOn.ToDate(),
        Participants = training.Participants,
        Programme = training.Programme,
        ErrorReason = training.ErrorReason,
        Etag = training.Etag,
    };

    public static Check Contact(this Check check, HostContact? contact, DateOnly day) => check.Within("contact", contact, (within, told) => within
        .OptionalCode("basis", told.Basis, "processing-basis", day)
        .That(told.Email.Length > 0 || told.Phone.Length > 0, "email", "CONTACT_WAY_REQUIRED", "present, unless there is a telephone number"));

    private static HostContact ToMessage(this KeptContact contact) =>
        new() { Name = contact.Name, Email = contact.Email, Phone = contact.Phone, Basis = contact.Basis };
}
