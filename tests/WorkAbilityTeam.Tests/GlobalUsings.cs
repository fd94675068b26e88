global using Case = Tyokyky.Contracts.Team.V1.Case;
global using Shouldly;
global using Task = System.Threading.Tasks.Task;
global using Xunit;
