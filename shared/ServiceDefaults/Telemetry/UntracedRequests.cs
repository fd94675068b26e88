using System.Diagnostics;

namespace Tyokyky.ServiceDefaults;

internal static class UntracedRequests
{
    /// <summary>Leaves no span of the request, nor of what it causes: health and polling say nothing that anyone would look for.</summary>
    public static void Untrace(Activity? request)
    {
        if (request is not null)
        {
            request.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            request.IsAllDataRequested = false;
        }
    }
}
