using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using ExternalReference = Tyokyky.Contracts.Common.V1.ExternalReference;

namespace Tyokyky.Referrals.Referrals;

/// <summary>
/// A plan's measure of kind "referral" that the client accepted has a referral of the team's organisation, one however often it is told: a draft, for what
/// is told of the client in it is a person's to write and to send.
/// </summary>
internal sealed class MeasureReactions(ReferralKind referrals, TimeProvider time, IBusinessClock clock) : IReactions
{
    private const string Kind = "referral";

    // By this name the team's organisation finds the referral of a measure, and a measure has no second one.
    private const string System = "work-ability-plan-measure";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions.To<MeasureAccepted>(
            "OpenReferralWhenMeasureAccepted", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task OpenAsync(MeasureAccepted accepted, FactTransaction tx, CancellationToken cancel)
    {
        if (accepted.Kind != Kind
            || await tx.OneAsync(ReferralStore.ByReference(accepted.Organisation, System, accepted.MeasureId), cancel) != Guid.Empty
            || await RecordAsync(Guid.Parse(accepted.Client.ClientId), accepted.Organisation, tx, cancel) is not { } record)
        {
            return;
        }

        var taskId = NewId();
        var (referral, transition) = new Referral
        {
            Id = NewId(),
            ClientId = record.ClientId,
            Sender = accepted.Organisation,
            Reasons = [],
            Description = "",
            ReasonForClient = "",
            Urgency = Urgency.Routine,
            Programme = accepted.Client.Programme,
            LegalBasis = "",
            Municipality = record.FactMunicipality,
            BirthDate = record.BirthDate,
            Background = record.FactBackground,
            ReferredBy = ReferringParty.NotSaid with { FromService = ServiceCodes.WorkAbilityTeam },
            SubmittedAt = null,
            RecordedAt = time.GetUtcNow(),
        }.Draft(taskId, accepted.Provider, accepted.Service, clock.Now);
        var commit = tx.Commit();
        ExternalReferences.Add(
            commit, referral.Sender, referral.ObjectType, referral.Id, [new ExternalReference { System = System, Value = accepted.MeasureId }]);
        var opened = new MeasureReferralOpened
        {
            MeasureId = accepted.MeasureId,
            ReferralId = referral.Id.ToString(),
            TaskId = taskId.ToString(),
            ClientId = record.ClientId.ToString(),
            Organisation = referral.Sender,
            OpenedOn = clock.Today.ToDate(),
        };
        await referrals.WriteAsync(commit, referral, transition, senderKind: "");
        await commit.Fact(opened, record.ClientId.ToString()).SaveAsync();
    }

    // The team's own record, or that of who referred the client to it; whoever knows of none refers nobody.
    private static async Task<ClientRecord?> RecordAsync(Guid clientId, string organisation, FactTransaction tx, CancellationToken cancel)
    {
        var (own, referrers) = await tx.ManyAsync(ClientStore.Own(clientId, organisation), ClientStore.OfReferrer(clientId, organisation), cancel);
        return own ?? referrers;
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
