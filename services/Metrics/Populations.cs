namespace Tyokyky.Metrics.UseCases;

/// <summary>Populations in requests.</summary>
internal static class Populations
{
    public static Check Population(this Check check, Proto.Population? population) => check.Within("population", population, static (fields, asked) => fields
        .OptionalPeriod(asked.FromDay, asked.ToDay)
        .OptionalMunicipality("municipality", asked.Municipality)
        .OptionalBusinessId("organisation", asked.Organisation));

    public static Population ToDomain(this Proto.Population? population) => population is null
        ? Domain.Population.All
        : new Population(
            population.FromDay?.ToDay() ?? DateOnly.MinValue,
            population.ToDay?.ToDay() ?? DateOnly.MaxValue,
            population.Municipality,
            population.Programme,
            population.Organisation);
}
