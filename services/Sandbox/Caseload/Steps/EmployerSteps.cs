using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Employers.V1;

namespace Tyokyky.Sandbox.Caseload.Steps;

/// <summary>The employer liaison registers employers, talks with them, and publishes their openings.</summary>
internal static class EmployerSteps
{
    private static readonly string[] Purposes = ["introduction", "needs", "negotiation", "follow-up"];

    public static Task RunAsync(Loading loading, CancellationToken cancel) =>
        loading.EachAsync("employers", [.. Enumerable.Range(0, loading.Plan.Employers.Count)], (i, token) => OneAsync(loading, i, token), cancel);

    private static async Task OneAsync(Loading loading, int index, CancellationToken cancel)
    {
        var employer = loading.Plan.Employers[index];
        var registered = await loading.AsAsync("liaison", $"registering {employer.Name}", options => loading.Apis.Employers.RegisterEmployerAsync(
            new RegisterEmployerRequest
            {
                BusinessId = employer.BusinessId,
                Name = employer.Name,
                Sector = employer.Sector,
                Municipality = employer.Municipality,
                RequestId = loading.Id($"employer-{index}"),
            },
            options), cancel);
        var id = loading.EmployerIds[index] = registered.Employer.EmployerId;

        foreach (var (n, day) in employer.Contacts.Index())
        {
            var contact = new LogEmployerContactRequest
            {
                EmployerId = id,
                Purpose = Purposes[Math.Min(n, Purposes.Length - 1)],
                Mode = n == 0 ? Mode.Phone : Mode.Workplace,
                Minutes = 20 + (n * 15),
                ContactedOn = day.ToDate(),
                RequestId = loading.Id($"employer-{index}/contact-{n}"),
            };
            await loading.AsAsync(
                "liaison", $"logging a contact with {employer.Name}", options => loading.Apis.Employers.LogEmployerContactAsync(contact, options), cancel);
        }

        foreach (var (n, planned) in employer.Openings.Index())
        {
            var opening = new PublishOpeningRequest
            {
                EmployerId = id,
                Title = planned.Title,
                Occupation = planned.Occupation,
                Municipality = employer.Municipality,
                WeeklyHours = planned.WeeklyHours,
                Kind = planned.Kind,
                OpenFrom = planned.From.ToDate(),
                RequestId = loading.Id($"employer-{index}/opening-{n}"),
            };
            await loading.AsAsync(
                "liaison", $"publishing an opening of {employer.Name}", options => loading.Apis.Openings.PublishOpeningAsync(opening, options), cancel);
        }
    }
}
