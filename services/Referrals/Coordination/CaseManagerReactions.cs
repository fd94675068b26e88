using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>
/// Whom a work-ability team's meeting named, and that one's organisation agreed to, becomes the client's case manager: unless another authority manages
/// the case that neither of the two knows of. Either is told to the team.
/// </summary>
internal sealed class CaseManagerReactions(CaseManagementChange management, TimeProvider time, IBusinessClock clock) : IReactions
{
    private const string NextPhase = "next-phase";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions.To<CaseManagerNamed>(
            "AppointWhomTheTeamNamed", (fact, transaction, cancel) => AppointAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task AppointAsync(CaseManagerNamed named, FactTransaction transaction, CancellationToken cancel)
    {
        var clientId = Guid.Parse(named.ClientId);
        var (isKnown, appointments, mayTakeOver) = await transaction.ManyAsync(
            CoordinationStore.IsClient(clientId),
            CoordinationStore.CaseManagersOf(clientId),
            CoordinationStore.IsManagedWhereKnown(clientId, named.NamedBy, named.Organisation, clock.Today),
            cancel);
        var commit = transaction.Commit();
        if (!isKnown || !mayTakeOver)
        {
            await Refuse(commit, named, isKnown ? "case-managed-elsewhere" : "client-unknown").SaveAsync();
            return;
        }

        var before = CaseManagement.Of(clientId, appointments!);
        if (before.Current is { } current && (current.Worker, current.Organisation) == (named.Worker, named.Organisation))
        {
            // It is the same one already: what the team asked for is so.
            await commit.Fact(CaseManagementChange.Appointed(before.ClientId, current, "", named.NamingId), before.ClientId.ToString()).SaveAsync();
            return;
        }

        var professional = (await transaction.ListAsync(ProfessionalStore.ByIds([], [named.Worker]), cancel))
            .FirstOrDefault(known => known.Professional.Organisation == named.Organisation);
        var from = named.FromDay.ToDay();
        var next = new Appointment(
            named.Worker,
            professional?.Professional.Name ?? named.Worker,
            named.Organisation,
            before.Appointments is [.., var last] && from < last.FromDay ? last.FromDay : from,
            time.GetUtcNow());
        var reason = before.Current is null ? "" : named.Reason.Length > 0 ? named.Reason : NextPhase;
        management.Write(commit, before, before.Appoint(next, reason, clock.Now), named.NamingId);
        await commit.SaveAsync();
    }

    private static Commit Refuse(Commit commit, CaseManagerNamed named, string reason) => commit.Fact(
        new CaseManagerNamingRefused { NamingId = named.NamingId, ClientId = named.ClientId, Reason = reason }, named.ClientId);
}
