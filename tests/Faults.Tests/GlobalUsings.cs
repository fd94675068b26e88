global using Shouldly;
global using Xunit;
// The contracts have a Task too.
global using Task = System.Threading.Tasks.Task;

// The faults come first, and the machine is theirs alone.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Tyokyky.FaultTests.FaultRun))]
