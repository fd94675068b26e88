global using Google.Protobuf;
global using Tyokyky.Contracts.Coaching.V1;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.EventLog;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Coaching = Tyokyky.JobCoaching.Coachings.Coaching;
global using Proto = Tyokyky.Contracts.Coaching.V1;
global using Result = Tyokyky.JobCoaching.Results.Result;
global using Task = System.Threading.Tasks.Task;
global using WorkWishes = Tyokyky.JobCoaching.Coachings.WorkWishes;
