using Tyokyky.Contracts.Common.V1;
using Tyokyky.ServiceDefaults;
using Proto = Tyokyky.Contracts.Metrics.V1;

namespace Tyokyky.Metrics.UseCases;

/// <summary>Populations in requests.</summary>
internal static class Populations
{
    public static Check Population(this Check check, Proto.Population? population) => check.Within("population", population, static (fields, asked) => fields
        .OptionalDay("from_day", asked.FromDay)
        .OptionalDay("to_day", asked.ToDay)
        .That(asked.FromDay is null || asked.ToDay is null || Number(asked.FromDay) <= Number(asked.ToDay), "to_day", "PERIOD_INVALID", "a day that is not before from_day")
        .OptionalMunicipality("municipality", asked.Municipality)
        .MaxLength("programme", asked.Programme, 50)
        .That(
            asked.Organisation.Length == 0 || Contracts.BusinessId.IsValid(asked.Organisation),
            "organisation",
            "BUSINESS_ID_INVALID",
            "a Y-tunnus, NNNNNNN-C, with the right check digit"));

    public static Population ToDomain(this Proto.Population? population) => population is null
        ? Domain.Population.All
        : new Population(
            population.FromDay?.ToDay() ?? DateOnly.MinValue,
            population.ToDay?.ToDay() ?? DateOnly.MaxValue,
            population.Municipality,
            population.Programme,
            population.Organisation);

    private static long Number(Date day) => (((long)day.Year * 100) + day.Month) * 100 + day.Day;
}
