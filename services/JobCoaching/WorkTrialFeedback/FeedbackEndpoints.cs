using System.Threading.RateLimiting;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>
/// The page that links lead to, at the endpoint "http". What is secret in the link is all that it asks for, so no other site can send the form: it does
/// not know it. It may be tried so often a minute from one address (<c>WorkTrialFeedback:RequestsPerMinute</c>).
/// </summary>
internal static partial class FeedbackEndpoints
{
    private const string Policy = "work-trial-feedback";
    private const int RequestsPerMinute = 60;

    public static void AddWorkTrialFeedback(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FeedbackByLink>();
        var limit = builder.Configuration.GetValue("WorkTrialFeedback:RequestsPerMinute", RequestsPerMinute);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = TimeSpan.FromMinutes(1) }));
            limiter.OnRejected = async (rejected, _) =>
            {
                SecureHeaders(rejected.HttpContext.Response);
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await Html(FeedbackPage.Busy(WordsOf(rejected.HttpContext)), StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    public static void MapWorkTrialFeedback(this WebApplication app)
    {
        // An address that no link may lead to is seen at the start.
        app.Services.GetRequiredService<FeedbackLinks>();
        app.UseRateLimiter();
        var page = app.MapGroup(FeedbackLinks.Path).RequireRateLimiting(Policy);
        page.MapGet("/{language:regex(^(fi|sv|en)$)}", ShowAsync);
        page.MapPost("/{language:regex(^(fi|sv|en)$)}", TakeAsync);
    }

    private static Task<IResult> ShowAsync(HttpContext http, FeedbackByLink links, ILogger<FeedbackByLink> logger) => AnswerAsync(http, logger, async words =>
    {
        var secret = http.Request.Query[FeedbackLinks.Secret].ToString();
        return await links.OpenAsync(secret, http.RequestAborted) is { } form
            ? Html(FeedbackPage.Form(words, form, secret, form.Read(_ => ""), []), StatusCodes.Status200OK)
            : Html(FeedbackPage.Closed(words), StatusCodes.Status404NotFound);
    });

    private static Task<IResult> TakeAsync(HttpContext http, FeedbackByLink links, ILogger<FeedbackByLink> logger) => AnswerAsync(http, logger, async words =>
    {
        IFormCollection posted = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var secret = posted[FeedbackLinks.Secret].ToString();
        var answer = await links.AnswerAsync(secret, name => posted[name].ToString(), http.RequestAborted);
        return answer switch
        {
            { IsTaken: true } => Html(FeedbackPage.Taken(words), StatusCodes.Status200OK),
            { Form: { } form, Typed: { } typed } => Html(FeedbackPage.Form(words, form, secret, typed, answer.Wrong), StatusCodes.Status422UnprocessableEntity),
            _ => Html(FeedbackPage.Closed(words), StatusCodes.Status404NotFound),
        };
    });

    // Whoever has no program but a browser is told in words whatever happens, and never more than that.
    private static async Task<IResult> AnswerAsync(HttpContext http, ILogger logger, Func<FeedbackWords, Task<IResult>> answer)
    {
        var words = WordsOf(http);
        SecureHeaders(http.Response);
        try
        {
            return await answer(words);
        }
        catch (Exception failure) when (failure is BadHttpRequestException or InvalidDataException)
        {
            return Html(FeedbackPage.Closed(words), StatusCodes.Status400BadRequest);
        }
        catch (Exception failure) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(logger, FailureKind.Of(failure), FailureKind.Where(failure));
            http.Response.Headers.RetryAfter = "5";
            return Html(FeedbackPage.Busy(words), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static void SecureHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = FeedbackPage.ContentSecurityPolicy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.XContentTypeOptions = "nosniff";
    }

    private static FeedbackWords WordsOf(HttpContext http) => FeedbackWords.In(http.Request.RouteValues["language"] as string);

    private static IResult Html(string page, int status) => Microsoft.AspNetCore.Http.Results.Content(page, "text/html", System.Text.Encoding.UTF8, status);

    [LoggerMessage(EventName = "work_trial_feedback.failed", Level = LogLevel.Error, Message = "The feedback's page failed: {Failure}\n{Where}")]
    private static partial void LogFailed(ILogger logger, string failure, string where);
}
