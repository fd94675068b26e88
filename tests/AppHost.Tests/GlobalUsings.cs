global using Shouldly;
global using Tyokyky.TestKit;
global using Xunit;
// The contracts have a Task too.
global using Task = System.Threading.Tasks.Task;

// Each test starts the whole suite: one at a time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
