using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching.Tests.HostsFeedback;

/// <summary>Work trials whose hosts are asked for feedback, and the page that they answer at.</summary>
internal sealed class AskedHosts(CoachingHost host)
{
    public static readonly string[] Domains = ["readiness-for-work-life", "open-labour-market", "health-at-work", "social-skills", "functioning-at-work"];

    public WorkTrialFeedbackService.WorkTrialFeedbackServiceClient Feedback => new(host.As(Role.Coach, CoachingHost.City));

    public static HostContact Contact => new() { Name = "Irja Isäntä", Email = "irja@example.org", Basis = "public-task" };

    public async Task<WorkTrial> TrialAsync() => (await host.Results.RecordWorkTrialAsync(new RecordWorkTrialRequest
    {
        CoachingId = (await host.StartedAsync()).CoachingId,
        EmployerId = await host.EmployerAsync(),
        StartedOn = CoachingHost.Day(-15),
        EndsOn = CoachingHost.Day(-1),
    })).WorkTrial;

    public static RequestWorkTrialFeedbackRequest NewRequest(WorkTrial trial) => new()
    {
        WorkTrialId = trial.WorkTrialId,
        Contact = Contact,
        Language = FormLanguage.Fi,
        AskedBy = "Veikko Vainio, 040 123 4567",
        RequestId = CoachingHost.Id(),
    };

    public async Task<RequestWorkTrialFeedbackResponse> AskedAsync() => await Feedback.RequestWorkTrialFeedbackAsync(NewRequest(await TrialAsync()));

    /// <summary>Answers for every domain, under a link.</summary>
    public static Dictionary<string, string> Answers(string link)
    {
        var form = Domains.ToDictionary(domain => $"level-{domain}", _ => "manages");
        form["link"] = SecretOf(link);
        form["level-health-at-work"] = "not-seen";
        form["text-social-skills"] = "Viihtyi <joukossa> & auttoi muita.";
        form["overall"] = "Ottaisimme uudelleen.";
        return form;
    }

    public static string SecretOf(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

    public Task<(int Status, string Page, HttpResponseMessage Answer)> OpenAsync(string link) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(host.HttpAddress, link)));

    public Task<(int Status, string Page, HttpResponseMessage Answer)> PostAsync(IReadOnlyDictionary<string, string> form, string language = "fi") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(host.HttpAddress, $"/work-trial-feedback/{language}")) { Content = new FormUrlEncodedContent(form) });

    public async Task<Contracts.Coaching.V1.WorkTrialFeedback> ReadAsync(string feedbackId) =>
        (await Feedback.GetWorkTrialFeedbackAsync(new GetWorkTrialFeedbackRequest { FeedbackId = feedbackId })).Feedback;

    private static async Task<(int Status, string Page, HttpResponseMessage Answer)> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient();
        var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }
}
