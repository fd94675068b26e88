namespace Tyokyky.Sandbox;

/// <summary>A request that does not fit its endpoint is told what is wrong with it; without this, Development shows a stack trace.</summary>
internal static class BadRequests
{
    public static void UseBadRequestAnswers(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException mistake) when (!context.Response.HasStarted)
        {
            await Results
                .Json(new { error = "invalid_request", error_description = mistake.Message }, statusCode: mistake.StatusCode)
                .ExecuteAsync(context);
        }
    });
}
