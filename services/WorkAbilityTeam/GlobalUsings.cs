// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Task = System.Threading.Tasks.Task;
global using static Tyokyky.WorkAbilityTeam.AccessSets;
