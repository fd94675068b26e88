using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using ExternalReference = Tyokyky.Contracts.Common.V1.ExternalReference;

namespace Tyokyky.Referrals.Referrals;

/// <summary>How referrals and their tasks are loaded to be changed, and what is written: behind one version, which guards the tasks too.</summary>
internal sealed class ReferralKind(ReferralView view, UnitOfWork unitOfWork, ITaskFollowers followers, AgreedRows agreements, IBusinessClock clock)
{
    /// <summary>To change the referral, or to add a task to it.</summary>
    public Authorizing<FoundForChange> Load(IMessage request, Call call, string referralId)
    {
        var id = Guid.Parse(referralId);
        return Load(
            request, call, new("referral", id),
            ReferralStore.ById(id), ReferralStore.TasksOf(id), ExternalReferences.Of(id, call.Caller.OwnOrganisation()),
            referral => referral.RelationOf(call.Caller));
    }

    /// <summary>To change one of its tasks.</summary>
    public Authorizing<FoundForChange> LoadTask(IMessage request, Call call, Guid taskId) => Load(
        request, call, new("task", taskId),
        ReferralStore.ByTask(taskId), ReferralStore.TasksBeside(taskId), ReferralStore.ReferencesBeside(taskId, call.Caller.OwnOrganisation()),
        referral => referral.Task(taskId).RelationOf(call.Caller));

    /// <summary>A change of the referral but of none of its tasks.</summary>
    /// <param name="decide">Answers the referral as it will be and the caller's references, and adds to the commit what is written beside it.</param>
    public Task<TResponse> ChangeAsync<TRequest, TResponse>(
        TRequest request, Call call, string referralId, string what,
        Func<FoundForChange, Commit, ValueTask<(Referral Referral, IReadOnlyList<ExternalReference> References)>> decide,
        Func<Proto.Referral, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        Load(request, call, referralId).WriteAsync(async (found, commit) =>
        {
            var (now, references) = await decide(found, commit);
            (await WriteAsync(commit, found.Referral, now))
                .Transition(new Transition(now.ObjectType, now.Id, "", what, clock.Now))
                .Fact(TaskFacts.Updated(now.Id.ToString(), now.ClientId.ToString()), now.ClientId.ToString())
                .LogChange(now.ClientId, now.ObjectType, now.Id);
            return answer(await view.Of(now.At(now.Version + 1), call, references));
        });

    /// <summary>Keeps a new referral with its first task, and tells of both unless they are a draft.</summary>
    /// <param name="stepId">The step of a pathway that the task is made of; null: none was named.</param>
    public async ValueTask<Commit> WriteAsync(Commit commit, Referral made, Transition transition, string senderKind, Guid? stepId = null)
    {
        await followers.FollowAsync(commit, made, made.Tasks, stepId);
        commit
            .Add(ReferralStore.ReferralRow.Insert(made))
            .Add(ReferralStore.Insert(made.Tasks[0], await agreements.InAsync(commit, made.Municipality)))
            .Transition(transition)
            .LogChange(made.ClientId, made.ObjectType, made.Id);
        return made.SubmittedAt is null ? commit : commit
            .Fact(TaskFacts.Submitted(made, senderKind), made.ClientId.ToString())
            .Fact(TaskFacts.Requested(made, made.Tasks[0]), made.ClientId.ToString());
    }

    /// <summary>Writes the referral by its version with those of its tasks that changed or are new, and moves what follows them.</summary>
    /// <param name="stepId">The step of a pathway that its new task is made of; null: none was named.</param>
    public async ValueTask<Commit> WriteAsync(Commit commit, Referral before, Referral now, Guid? stepId = null)
    {
        commit.Change(before, ReferralStore.Update(before, now));
        var was = before.Tasks.ToDictionary(task => task.Id);
        ReferralTask[] changed = [.. now.Tasks.Where(task => !ReferenceEquals(was.GetValueOrDefault(task.Id), task))];
        var area = changed.Length > 0 ? await agreements.InAsync(commit, now.Municipality) : AreaAgreements.None;
        foreach (var task in changed)
        {
            commit.Add(was.ContainsKey(task.Id) ? ReferralStore.Update(task, area) : ReferralStore.Insert(task, area));
        }

        ReferralTask[] moved = [.. changed.Where(task => !was.TryGetValue(task.Id, out var last) || !IsWhere(last, task))];
        if (moved.Length > 0)
        {
            await followers.FollowAsync(commit, now, moved, stepId);
        }

        return commit;
    }

    /// <summary>A step of one of its tasks with all that it tells, whoever takes it: a caller, a fact in a reaction, its own time.</summary>
    public static Referral Take(Commit commit, Referral before, TaskStep step, Guid taskId)
    {
        var (now, transition) = before.Do(step, taskId);
        var task = now.Task(taskId);
        TaskTimers.Set(commit, before.Task(taskId), task);
        commit
            .Transition(transition)
            .LogChange(now.ClientId, task.ObjectType, taskId);
        foreach (var fact in TaskFacts.Of(step, now, task))
        {
            commit.Fact(fact, now.ClientId.ToString());
        }

        return now;
    }

    private static bool IsWhere(ReferralTask was, ReferralTask now) =>
        was.Status == now.Status && was.Receiver == now.Receiver && was.Matters.Hold == now.Matters.Hold;

    private Authorizing<FoundForChange> Load(
        IMessage request, Call call, (string Type, Guid Id) about,
        Query<Referral> one, Query<IReadOnlyList<ReferralTask>> tasks, Query<IReadOnlyList<ExternalReference>> references, Func<Referral, Relation> relation) =>
        unitOfWork
            .Load(
                request,
                call,
                one.Fenced(ReferralStore.ReferralRow.Fence),
                tasks.Unguarded("the referral's version guards its tasks"),
                references.Unguarded("the referral's version guards them, and they are only shown"),
                (referral, tasks, references) => new FoundForChange(referral?.Of(tasks!)!, references!))
            .Authorize(
                found => new AuditSubject(found.Referral?.ClientId, about.Type, about.Id),
                found => found.Referral is null ? null : relation(found.Referral))
            .Match(found => found.Referral.Etag, (found, changed) => found.Referral.TellsWho(changed, call.Caller));
}

/// <summary>A referral that is to be changed (null where there is none, which access refuses), and what the caller's own system calls it.</summary>
internal sealed record FoundForChange(Referral Referral, IReadOnlyList<ExternalReference> References);
