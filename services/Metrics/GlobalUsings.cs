// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Indicator = Tyokyky.Metrics.Domain.Indicator;
global using Population = Tyokyky.Metrics.Domain.Population;
global using static Tyokyky.Metrics.AccessSets;
