using System.Diagnostics;
using Grpc.Core;
using Tyokyky.Contracts.Metrics.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Sandbox.Caseload.Steps;
using Tyokyky.Sandbox.Identity;
using Tyokyky.Sandbox.Suite;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>
/// Makes a caseload through the public APIs, as the example callers. One that was broken off goes on where it stopped, since every
/// write carries the request id of its step; one that came to its end is not repeated.
/// </summary>
internal sealed class CaseloadLoader(
    SuiteChannels channels, SuiteCalls calls, Callers callers, Organisations organisations, LoadedCaseloads loaded, TimeProvider time)
    : IDisposable
{
    /// <summary>Services promise to remember request ids for seven days.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(6);

    private readonly SemaphoreSlim one = new(1);

    public void Dispose() => one.Dispose();

    public async Task LoadAsync(CaseloadPlan plan, Action<string> tell, CancellationToken cancel)
    {
        if (!await one.WaitAsync(TimeSpan.Zero, cancel))
        {
            throw new SuiteException("A caseload is being loaded already.");
        }

        try
        {
            // Each call is a trace of its own, instead of three thousand in the trace of the request that asked for the caseload.
            Activity.Current = null;
            await LoadOneAsync(new Loading(plan, new SuiteApis(channels), calls, callers, organisations, tell), cancel);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task LoadOneAsync(Loading loading, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var plan = loading.Plan;
        if (loaded.When(plan.Programme) is { } ended)
        {
            loading.Tell($"done: caseload {plan.Programme} was loaded on {ended:yyyy-MM-dd}; nothing was changed");
            return;
        }

        loading.Tell(
            $"caseload {plan.Programme}: {plan.Persons.Count} persons, {plan.Destinations.Coached} of them to be coached, {plan.Employers.Count} employers");

        await OrganisationSteps.RunAsync(loading, cancel);
        await RefuseStaleBeginningAsync(loading, cancel);
        await EmployerSteps.RunAsync(loading, cancel);
        await CoordinationSteps.RunAsync(loading, cancel);
        await TeamSteps.RunAsync(loading, cancel);
        await CoachingSteps.RunAsync(loading, cancel);
        await ClosingSteps.RunAsync(loading, cancel);
        await NeedSteps.RunAsync(loading, cancel);
        await NetworkSteps.RunAsync(loading, cancel);
        if (callers.ClientReference is null || plan.Destinations == Destinations.Published)
        {
            callers.ClientReference = loading.Ways[0].ClientId;
        }

        await CountedAsync(loading, cancel);

        loaded.Remember(plan.Programme, time.GetUtcNow());
        loading.Tell($"done: {plan.Persons.Count} persons with {loading.Called} calls in {time.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    /// <summary>A caseload begun before the services' memory of request ids would be made twice in part.</summary>
    private async Task RefuseStaleBeginningAsync(Loading loading, CancellationToken cancel)
    {
        var person = loading.Plan.Persons[0];
        var request = new GetReferralRequest { ExternalReference = CoordinationSteps.Reference(loading, person) };
        try
        {
            var first = await loading.AsAsync(
                person.Referrer, "looking for the first referral", options => loading.Apis.Referrals.GetReferralAsync(request, options), cancel);
            var recorded = first.Referral.RecordedAt.ToDateTimeOffset();
            if (recorded < time.GetUtcNow() - Remembered)
            {
                throw new SuiteException(
                    $"Caseload {loading.Plan.Programme} was begun on {recorded:yyyy-MM-dd} and never ended, too long ago to go on with; reset the data first.");
            }
        }
        catch (SuiteException refusal) when (refusal.Status is StatusCode.PermissionDenied)
        {
            // What does not exist is refused like what belongs to others.
        }
    }

    /// <summary>Waits until the metrics show what the plan comes to, and says so if they show something else.</summary>
    private static async Task CountedAsync(Loading loading, CancellationToken cancel)
    {
        var expected = loading.Plan.Destinations;
        var request = new GetDestinationsReportRequest { Population = new Population { Programme = loading.Plan.Programme } };
        var seen = "";
        try
        {
            await loading.UntilAsync("the metrics' count", async () =>
            {
                var report = await loading.AsAsync(
                    "manager", "reading the destinations report", options => loading.Apis.Reports.GetDestinationsReportAsync(request, options), cancel);
                seen = $"{report.PersonsInCoaching} in coaching, {report.PersonsEmployed} employed, {report.Relations} relations";
                return (report.PersonsInCoaching, report.PersonsEmployed, report.Relations) == (expected.Coached, expected.Employed, expected.Relations)
                    ? report
                    : null;
            }, cancel);
        }
        catch (SuiteException late)
        {
            throw new SuiteException(
                $"The metrics show {seen}, instead of {expected.Coached} in coaching, {expected.Employed} employed, {expected.Relations} relations. {late.Message}");
        }

        loading.Tell($"metrics have counted: {seen}");
    }
}
