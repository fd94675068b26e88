global using Shouldly;
global using Xunit;
// The contracts have a Task too.
global using Task = System.Threading.Tasks.Task;

// The faults come first, and the machine is theirs alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Tyokyky.FaultTests.FaultRun))]
