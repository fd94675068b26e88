using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Coordination;
using Tyokyky.Referrals.Networks;
using Tyokyky.Referrals.Pathways;
using Tyokyky.Referrals.Programmes;
using Tyokyky.Referrals.Referrals;
using Referral = Tyokyky.Referrals.Referrals.Referral;

namespace Tyokyky.Referrals;

/// <summary>What a change in one capability sets off in those that build on it, in the same commit. The one place that knows them both ways.</summary>
internal sealed class CapabilitiesTogether(PathwayTasks pathways) : IRecordFollowers, ICaseManagementFollowers, ITaskFollowers
{
    private const string Hidden = "client-hidden";
    private const string Corrected = "birth-date-corrected";

    public void Hide(Commit commit, ClientRecord record) => commit
        .ChangeEach(ReferralStore.Hide(record.ClientId, record.Controller), "referral", Hidden, TaskFacts.Updated)
        .ChangeEach(PathwayStore.Hide(record.ClientId, record.Controller), "pathway", Hidden)
        .ChangeEach(NetworkMeetingStore.Hide(record.ClientId, record.Controller), "network-meeting", Hidden);

    public void Correct(Commit commit, ClientRecord record, DateOnly born) => commit
        .ChangeEach(ReferralStore.CorrectBirthDate(record.ClientId, record.Controller, born), "referral", Corrected, TaskFacts.Updated)
        .ChangeEach(PathwayStore.CorrectBirthDate(record.ClientId, record.Controller, born), "pathway", Corrected)
        .ChangeEach(NetworkMeetingStore.CorrectAge(record.ClientId, record.Controller, born), "network-meeting", Corrected);

    public void Follow(Commit commit, Guid clientId, Appointment last, Appointment next) => commit
        .ChangeEach(PathwayStore.ChangeOwner(clientId, next.Organisation, last.Worker, next.Worker, next.WorkerName), "pathway", "owner-assigned")
        .ChangeEach(ReferralStore.BumpOfWorker(clientId, next.Organisation, last.Worker), "referral", "worker-left", TaskFacts.Updated)
        .Add(ReferralStore.LeaveByWorker(clientId, next.Organisation, last.Worker));

    public ValueTask FollowAsync(Commit commit, Referral referral, IReadOnlyList<ReferralTask> moved, Guid? stepId) =>
        pathways.FollowAsync(commit, [.. moved.Select(task => NamedTasks.Followed(referral, task))], stepId);

    public Query<DomainException> Needing(Guid clientId) => new(
        $"SELECT EXISTS ({ProgrammeStore.OpenOf(clientId)}), EXISTS ({PathwayStore.OpenOf(clientId)})",
        row => row.GetBoolean(0) ? ProgrammeErrors.StillInProgramme() : row.GetBoolean(1) ? PathwayErrors.StillOnPathway() : null!);

    public Commit GuardNoNeed(Commit commit, Guid clientId) => commit
        .GuardAbsence(PathwayStore.OpenOf(clientId))
        .GuardAbsence(ProgrammeStore.OpenOf(clientId));
}
