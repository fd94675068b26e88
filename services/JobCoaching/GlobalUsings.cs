// The domain's words win over the contracts' words of the same name; contract messages are written Proto.X.
global using Coaching = Tyokyky.JobCoaching.Domain.Coaching;
global using Job = Tyokyky.JobCoaching.Domain.Job;
global using Studies = Tyokyky.JobCoaching.Domain.Studies;
global using Task = System.Threading.Tasks.Task;
global using WorkTrial = Tyokyky.JobCoaching.Domain.WorkTrial;
global using WorkWishes = Tyokyky.JobCoaching.Domain.WorkWishes;
