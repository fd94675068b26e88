global using Tyokyky.Contracts.Employers.V1;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.EmployerRelations.Domain;
global using Tyokyky.EmployerRelations.Persistence;
global using Tyokyky.EventLog;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;
global using static Tyokyky.EmployerRelations.AccessSets;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Employer = Tyokyky.EmployerRelations.Domain.Employer;
global using Opening = Tyokyky.EmployerRelations.Domain.Opening;
global using Proto = Tyokyky.Contracts.Employers.V1;
global using FittingOpening = Tyokyky.EmployerRelations.Domain.FittingOpening;
