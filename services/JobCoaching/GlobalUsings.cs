global using Google.Protobuf;
global using Tyokyky.Contracts.Coaching.V1;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.EventLog;
global using Tyokyky.JobCoaching.Domain;
global using Tyokyky.JobCoaching.Persistence;
global using Tyokyky.JobCoaching.Projections;
global using Tyokyky.JobCoaching.Reactions;
global using Tyokyky.JobCoaching.UseCases;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;

// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Coaching = Tyokyky.JobCoaching.Domain.Coaching;
global using Job = Tyokyky.JobCoaching.Domain.Job;
global using Proto = Tyokyky.Contracts.Coaching.V1;
global using Studies = Tyokyky.JobCoaching.Domain.Studies;
global using Task = System.Threading.Tasks.Task;
global using WorkTrial = Tyokyky.JobCoaching.Domain.WorkTrial;
global using WorkWishes = Tyokyky.JobCoaching.Domain.WorkWishes;
