using System.Globalization;

namespace Tyokyky.EmployerRelations.Openings;

/// <summary>Ranks the open openings for wishes, and says of each which wishes it meets.</summary>
[Access(Workers)]
internal sealed class FindOpenings(Reader reader, IBusinessClock clock)
{
    public static void Validate(FindOpeningsRequest request, Check check) => check
        .Occupations("occupations", request.Occupations)
        .Municipalities("municipalities", request.Municipalities);

    public Task<FindOpeningsResponse> Handle(FindOpeningsRequest request, Call call)
    {
        var wishes = new Wishes([.. request.Occupations], [.. request.Municipalities], request.MaxWeeklyHours);

        return reader.ListAsync(
            request,
            call,
            paging => Find(wishes, paging),
            Key,
            _ => null,
            page => ValueTask.FromResult(new FindOpeningsResponse { Openings = { page.Select(fitting => fitting.ToMessage()) } }));
    }

    private Query<FittingOpening> Find(Wishes wishes, Paging paging) => paging.After is { } after
        ? OpeningStore.Fitting(wishes, clock.Today, (int)after.Number(0), after.Day(1), after.Id(2), paging.Limit)
        : OpeningStore.Fitting(wishes, clock.Today, int.MaxValue, DateOnly.MaxValue, Guid.AllBitsSet, paging.Limit);

    private static string[] Key(FittingOpening fitting) =>
        [
            fitting.Score.ToString(CultureInfo.InvariantCulture),
            fitting.Opening.OpenFrom.ToString("O", CultureInfo.InvariantCulture),
            fitting.Opening.Id.ToString(),
        ];
}
