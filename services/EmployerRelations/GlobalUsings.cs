// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Employer = Tyokyky.EmployerRelations.Domain.Employer;
global using Opening = Tyokyky.EmployerRelations.Domain.Opening;
global using static Tyokyky.EmployerRelations.AccessSets;
