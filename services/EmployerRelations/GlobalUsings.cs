global using Tyokyky.Contracts.Employers.V1;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.EventLog;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;
global using static Tyokyky.EmployerRelations.AccessSets;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Employer = Tyokyky.EmployerRelations.Employers.Employer;
global using Proto = Tyokyky.Contracts.Employers.V1;
