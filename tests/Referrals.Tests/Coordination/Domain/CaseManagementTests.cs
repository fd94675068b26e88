using Shouldly;
using Tyokyky.Referrals.Coordination;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Referrals.Tests.Coordination.Domain;

public sealed class CaseManagementTests
{
    private static readonly DateOnly first = new(2026, 1, 1);

    [Fact]
    public void The_next_case_manager_takes_over_without_a_gap()
    {
        var (management, _) = Managed().Appoint(By("worker-2", first.AddDays(40)), "worker-left", DateTimeOffset.UnixEpoch);

        management.Current!.Worker.ShouldBe("worker-2");
        management.Appointments.Count.ShouldBe(2);
    }

    [Fact]
    public void The_same_worker_is_not_appointed_twice() => Refused(Managed(), By("worker-1", first.AddDays(1)), "workload").ShouldBe("ALREADY_CASE_MANAGER");

    [Fact]
    public void A_change_needs_a_reason() => Refused(Managed(), By("worker-2", first.AddDays(1)), "").ShouldBe("FIELD_REQUIRED");

    [Fact]
    public void Nobody_takes_over_before_the_current_one_began() => Refused(Managed(), By("worker-2", first.AddDays(-1)), "workload").ShouldBe("DAY_BEFORE_CURRENT");

    private static string Refused(CaseManagement management, Appointment next, string reason) =>
        Should.Throw<DomainException>(() => management.Appoint(next, reason, DateTimeOffset.UnixEpoch)).Reason;

    private static CaseManagement Managed() => new(Guid.NewGuid(), [By("worker-1", first)], Version: 1);

    private static Appointment By(string worker, DateOnly from) => new(worker, worker, "2345678-0", from, DateTimeOffset.UnixEpoch);
}
