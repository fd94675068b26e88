using System.Globalization;

namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Ranks the open openings for wishes, and says of each which wishes it meets.</summary>
[Access(Workers)]
internal sealed class FindOpenings(Database database, IBusinessClock clock)
{
    public static void Validate(FindOpeningsRequest request, Check check) => check
        .Occupations("occupations", request.Occupations)
        .Municipalities("municipalities", request.Municipalities);

    public async Task<FindOpeningsResponse> Handle(FindOpeningsRequest request, Call call)
    {
        var paging = call.Page(request);

        var wishes = new Wishes([.. request.Occupations], [.. request.Municipalities], request.MaxWeeklyHours);
        var (score, day, id) = paging.After is { } after
            ? ((int)after.Number(0), after.Day(1), after.Id(2))
            : (int.MaxValue, DateOnly.MaxValue, Guid.AllBitsSet);
        var found = await database.ListAsync(OpeningStore.Fitting(wishes, clock.Today, score, day, id, paging.Limit), call.Cancel);

        var response = new FindOpeningsResponse();
        response.Openings.AddRange(paging.Cut(found, Key, out var next).Select(fitting => fitting.ToMessage()));
        response.NextPageToken = next;
        return response;
    }

    private static string[] Key(Domain.FittingOpening fitting) =>
        [fitting.Score.ToString(CultureInfo.InvariantCulture), fitting.Opening.OpenFrom.ToString("O", CultureInfo.InvariantCulture), fitting.Opening.Id.ToString()];
}
