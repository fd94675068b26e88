using Tyokyky.FaultTests.Checks;
using Tyokyky.FaultTests.Injection;

namespace Tyokyky.FaultTests;

/// <summary>A hundred faults under load, and then the account.</summary>
public sealed class FaultTests(FaultRun run)
{
    [Fact]
    public void At_least_a_hundred_faults_hit_every_named_point_the_broker_and_the_database()
    {
        run.Faults.Count.ShouldBeGreaterThanOrEqualTo(100, run.Report);
        run.Faults.Missing.ShouldBeEmpty(run.Report);
        run.Faults.Kinds.Keys.ShouldBe([FaultLog.KilledHard, FaultLog.BrokerKilled, FaultLog.BrokerWiped, FaultLog.PostgresStopped], ignoreOrder: true);
    }

    [Fact]
    public void Every_acknowledged_write_is_there_once_and_every_fact_took_effect_once_and_in_order() =>
        Checker.Find(run.Found, run.Journeys, run.Writes).ShouldBeEmpty();

    [Fact]
    public void Every_acknowledged_write_repeats_its_first_answer() => run.OtherAnswers.ShouldBeEmpty();

    [Fact]
    public void Projections_equal_a_rebuild() => run.OtherProjections.ShouldBeEmpty();

    [Fact]
    public void No_caller_is_told_anything_but_to_repeat() => run.Ledger.Surprises.ShouldBeEmpty();
}
