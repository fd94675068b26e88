global using Tyokyky.Contracts;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.Contracts.Team.V1;
global using Tyokyky.EventLog;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;
global using static Tyokyky.WorkAbilityTeam.AccessSets;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using IMessage = Google.Protobuf.IMessage;
global using Task = System.Threading.Tasks.Task;
