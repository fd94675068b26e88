namespace Tyokyky.Sandbox;

/// <summary>Keeps the Sandbox, which hands out anyone's token, away from real data and from pages of other origins.</summary>
internal static class DevelopmentOnly
{
    /// <summary>Ends the start anywhere but in Development.</summary>
    public static void RefuseElsewhere(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"The Sandbox issues anyone's token and refuses to start in the environment {environment.EnvironmentName}; it is for Development alone.");
        }
    }

    /// <summary>
    /// Refuses what another page's script or form tries to change here: the Sandbox has no sessions to protect, yet any page that a
    /// developer visits can send requests to their own machine.
    /// </summary>
    public static void UseOwnOriginOnly(this WebApplication app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var own = $"{request.Scheme}://{request.Host}";
        if (HttpMethods.IsPost(request.Method)
            && request.Path != "/oauth/token"
            && request.Headers.Origin is [{ } origin]
            && !origin.Equals(own, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsJsonAsync(new { error = "foreign_origin", error_description = "Pages of other origins may not do this." });
            return;
        }

        await next(context);
    });
}
