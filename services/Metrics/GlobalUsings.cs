global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.Contracts.Metrics.V1;
global using Tyokyky.EventLog;
global using Tyokyky.Metrics.Domain;
global using Tyokyky.Metrics.Persistence;
global using Tyokyky.Metrics.Persistence.Counts;
global using Tyokyky.Metrics.Projections;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;
global using static Tyokyky.Metrics.AccessSets;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Indicator = Tyokyky.Metrics.Domain.Indicator;
global using Population = Tyokyky.Metrics.Domain.Population;
global using Proto = Tyokyky.Contracts.Metrics.V1;
global using DestinationRow = Tyokyky.Metrics.Domain.DestinationRow;
global using Figure = Tyokyky.Metrics.Domain.Figure;
