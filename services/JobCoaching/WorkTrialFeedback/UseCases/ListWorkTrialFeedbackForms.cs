namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Lists the forms with their questions.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListWorkTrialFeedbackForms(Database database)
{
    public async Task<ListWorkTrialFeedbackFormsResponse> Handle(ListWorkTrialFeedbackFormsRequest request, Call call)
    {
        var (forms, questions) = await database.ManyAsync(FeedbackStore.Forms(), FeedbackStore.Questions(), call.Cancel);
        return new ListWorkTrialFeedbackFormsResponse { Forms = { forms!.Select(form => form.ToMessage(questions!)) } };
    }
}
