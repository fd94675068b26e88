global using Google.Protobuf;
global using Tyokyky.Contracts.Coaching.V1;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.EventLog;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Coaching = Tyokyky.JobCoaching.Coachings.Coaching;
global using InWorkSupport = Tyokyky.JobCoaching.Coachings.InWorkSupport;
global using Proto = Tyokyky.Contracts.Coaching.V1;
global using ResultDetails = Tyokyky.JobCoaching.Results.ResultDetails;
global using Task = System.Threading.Tasks.Task;
global using WorkWishes = Tyokyky.JobCoaching.Coachings.WorkWishes;
