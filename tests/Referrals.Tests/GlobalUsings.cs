global using Task = System.Threading.Tasks.Task;
global using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;
