using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>What one organisation may see of a referral: the sender sees all tasks, everyone else its own.</summary>
internal sealed class ReferralView(OrganisationStore organisations, Database database)
{
    /// <summary>A referral that is kept: all who act for an organisation see the same, so it is made once for each.</summary>
    public async ValueTask<Proto.Referral> Of(FoundReferral found, Call call)
    {
        var organisation = call.Caller.OwnOrganisation();
        // A client who also works somewhere is shown more than its colleagues.
        var isShared = organisation.Length > 0 && !call.Caller.Is(Role.Client);
        var names = await organisations.CopyAsync(call.Cancel);
        if (isShared && found.Seen.TryGetValue(organisation, out var seen) && ReferenceEquals(seen.Names, names)) { return seen.Referral; }

        var mine = found.References.Where(own => own.Organisation == organisation).Select(own => own.Reference);
        var around = await AroundAsync([found.Referral], call);
        var made = await Of(found.Referral, call, mine, around);
        // What stands around a referral changes without it.
        if (isShared && ReferenceEquals(around, Surroundings.None)) { found.Seen[organisation] = new SeenReferral(made, names); }

        return made;
    }

    public async ValueTask<Proto.Referral> Of(Referral referral, Call call, IEnumerable<ExternalReference> references) =>
        await Of(referral, call, references, await AroundAsync([referral], call));

    public async ValueTask<Proto.Referral> Of(Referral referral, Call call, IEnumerable<ExternalReference> references, Surroundings around)
    {
        var seen = new Proto.Referral
        {
            ReferralId = referral.Id.ToString(),
            ClientId = referral.ClientId.ToString(),
            Sender = TaskMessages.SenderOf(referral.Sender),
            Origin = referral.Origin,
            SenderName = await organisations.NameAsync(referral.Sender, call.Cancel),
            Description = call.Caller.ActsForOrganisation() || referral.Sender == Referral.Self ? referral.Description : "",
            ReasonForClient = referral.ReasonForClient,
            Urgency = referral.Urgency,
            Programme = referral.Programme,
            LegalBasis = referral.LegalBasis,
            ReferringUnitId = referral.ReferredBy.UnitId?.ToString() ?? "",
            ReferringUnitName = referral.ReferredBy.UnitName,
            ReferringService = referral.ReferredBy.Service,
            Municipality = referral.Municipality == Contracts.Municipality.Unknown ? "" : referral.Municipality,
            SubmittedAt = referral.SubmittedAt?.ToTimestamp(),
            RecordedAt = referral.RecordedAt.ToTimestamp(),
            Etag = referral.Etag,
        };
        if (referral.Parent is { } parent && around.Shows(parent.ReferralId))
        {
            (seen.ParentReferralId, seen.ParentTaskId) = (parent.ReferralId.ToString(), parent.TaskId.ToString());
            seen.ReferredFromService = referral.ReferredBy.FromService;
        }

        seen.ParentWithheld = referral.Parent is not null && seen.ParentReferralId.Length == 0;
        seen.Reasons.AddRange(referral.Reasons);
        seen.ExternalReferences.AddRange(references);
        foreach (var task in referral.Tasks)
        {
            if (referral.IsSender(call.Caller) || (task.RelationOf(call.Caller) & ~Relation.Asked) != Relation.None)
            {
                seen.Tasks.Add(await Of(task, call, around));
            }
        }

        foreach (var document in referral.Documents)
        {
            if (document.TaskId is not { } taskId || seen.Tasks.Any(task => task.TaskId == taskId.ToString()))
            {
                seen.Documents.Add(TaskMessages.Of(document, await organisations.NameAsync(document.Holder, call.Cancel)));
            }
        }

        seen.TasksWithheld = seen.Tasks.Count < referral.Tasks.Length;
        return seen;
    }

    /// <summary>A page of tasks.</summary>
    public async ValueTask<IReadOnlyList<Proto.Task>> Of(IReadOnlyList<ReferralTask> tasks, Call call)
    {
        var around = await AroundAsync(tasks, call, []);
        var seen = new List<Proto.Task>();
        foreach (var task in tasks)
        {
            seen.Add(await Of(task, call, around));
        }

        return seen;
    }

    public async ValueTask<Proto.Task> Of(ReferralTask task, Call call, Surroundings around)
    {
        var actsForOrganisation = call.Caller.ActsForOrganisation();
        var kind = actsForOrganisation ? await organisations.KindAsync(call.Caller.Organisation, call.Cancel) : "";
        var reader = new TaskReader(task.RelationOf(call.Caller), kind, actsForOrganisation);
        var seen = TaskMessages.Of(task, reader);
        seen.SenderName = await organisations.NameAsync(task.Sender, call.Cancel);
        seen.ReceiverName = await organisations.NameAsync(task.Receiver, call.Cancel);
        if (task.IsPooled && (task.RelationOf(call.Caller) & (Relation.Sender | Relation.Owner)) != 0)
        {
            seen.AskedOrganisations.AddRange(task.Matters.Pool!.Open);
        }

        if (seen.Transfer is { } transfer)
        {
            transfer.FromName = await organisations.NameAsync(transfer.From, call.Cancel);
            transfer.ToName = await organisations.NameAsync(transfer.To, call.Cancel);
        }

        if (seen.WaitList is { } place)
        {
            place.Position = around.PositionOf(task.Id);
        }

        seen.OnwardReferralIds.AddRange(task.Matters.Onward.Where(around.Shows).Select(id => id.ToString()));
        seen.OnwardWithheld = seen.OnwardReferralIds.Count < task.Matters.Onward.Length;
        return seen;
    }

    /// <summary>What must be asked of the database beside the referrals themselves; mostly nothing.</summary>
    public ValueTask<Surroundings> AroundAsync(IReadOnlyCollection<Referral> referrals, Call call) =>
        AroundAsync([.. referrals.SelectMany(referral => referral.Tasks)], call, referrals.Select(referral => referral.Parent?.ReferralId).OfType<Guid>());

    private async ValueTask<Surroundings> AroundAsync(IReadOnlyList<ReferralTask> tasks, Call call, IEnumerable<Guid> parents)
    {
        Guid[] relatives = [.. tasks.SelectMany(task => task.Matters.Onward).Concat(parents).Distinct()];
        Guid[] waiting = [.. tasks.Where(task => task.Matters.Waiting is not null).Select(task => task.Id)];
        if (relatives.Length + waiting.Length == 0)
        {
            return Surroundings.None;
        }

        var shown = relatives.Length > 0 && call.Caller.ActsForOrganisation()
            ? await database.ListAsync(ReferralStore.WithParty(relatives, call.Caller.Organisation), call.Cancel)
            : relatives;
        var places = waiting.Length > 0 ? await database.ListAsync(WaitLists.Positions(waiting), call.Cancel) : [];
        return new Surroundings([.. shown], places.ToDictionary(place => place.TaskId, place => place.Position));
    }
}

/// <summary>What stands around the referrals shown.</summary>
/// <param name="Referrals">The parents and onward referrals that the caller is a party to.</param>
/// <param name="Positions">Places on wait lists, as they are now.</param>
internal sealed record Surroundings(HashSet<Guid> Referrals, Dictionary<Guid, int> Positions)
{
    public static Surroundings None { get; } = new([], []);

    public bool Shows(Guid referralId) => Referrals.Contains(referralId);

    /// <summary>0 for one that is about to be put on a list.</summary>
    public int PositionOf(Guid taskId) => Positions.GetValueOrDefault(taskId);
}
