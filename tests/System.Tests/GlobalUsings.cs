global using Shouldly;
global using Tyokyky.SystemTests;
global using Xunit;
// The contracts have a Task too.
global using Task = System.Threading.Tasks.Task;

[assembly: AssemblyFixture(typeof(Suite))]
