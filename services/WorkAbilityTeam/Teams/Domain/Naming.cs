using static Tyokyky.Contracts.Team.V1.NamingState;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What can be done with the naming of a case manager; the names are those of the RPCs, but for what Referrals tells.</summary>
internal enum NamingAction
{
    AnswerCaseManagerNaming,
    WithdrawCaseManagerNaming,
    FollowReferrals,
}

/// <summary>The namings' states.</summary>
internal static class NamingTable
{
    public static StateTable<NamingState, NamingAction> Table { get; } = new(
        "naming of a case manager",
        new(NamingAction.AnswerCaseManagerNaming, [Asked], [Agreed, Declined], Relation.Receiver),
        new(NamingAction.WithdrawCaseManagerNaming, [Asked], [Withdrawn], Relation.Owner),
        new(NamingAction.FollowReferrals, [Agreed], [Appointed, Refused]));
}

/// <summary>A meeting names a client's case manager (asiakasvastaava); another organisation is asked, and Referrals appoints.</summary>
internal sealed record Naming : IAggregate<Naming>
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid ClientId { get; init; }

    public required Guid MeetingId { get; init; }

    /// <summary>The team's.</summary>
    public required string Organisation { get; init; }

    public required string NamedOrganisation { get; init; }

    /// <summary>Empty: the asked organisation says who.</summary>
    public required string Worker { get; init; }

    public required string WorkerName { get; init; }

    public required string AgreedTask { get; init; }

    public required DateOnly FromDay { get; init; }

    public required string Reason { get; init; }

    public NamingState State { get; init; } = Asked;

    public DateOnly? AnsweredOn { get; init; }

    public string Answer { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "case-manager-naming";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Naming At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.ActsFor(Organisation) ? Relation.Owner : Relation.None) | (caller.ActsFor(NamedOrganisation) ? Relation.Receiver : Relation.None);

    public Transition Begun(DateTimeOffset at) => new(ObjectType, Id, "", StateCode.Of(State), at);

    public (Naming Naming, Transition Transition) AnswerWith(bool agreed, string worker, string workerName, string answer, DateOnly on, DateTimeOffset at)
    {
        Require(NamingAction.AnswerCaseManagerNaming);
        var next = this with
        {
            State = agreed ? Agreed : Declined,
            Worker = worker.Length > 0 ? worker : Worker,
            WorkerName = workerName.Length > 0 ? workerName : worker.Length > 0 ? "" : WorkerName,
            AnsweredOn = on,
            Answer = answer,
            FromDay = agreed && FromDay < on ? on : FromDay,
        };
        if (agreed && next.Worker.Length == 0)
        {
            throw DomainException.Field("worker", "FIELD_REQUIRED", "the worker who will be the client's case manager");
        }

        return Changed(next, at);
    }

    public (Naming Naming, Transition Transition) Withdraw(DateTimeOffset at)
    {
        Require(NamingAction.WithdrawCaseManagerNaming);
        return Changed(this with { State = Withdrawn }, at);
    }

    /// <summary>Referrals appointed whom it names, or refused; null: nothing is waited for.</summary>
    public (Naming Naming, Transition Transition)? Follow(string refusal, DateTimeOffset at) =>
        NamingTable.Table.Find(NamingAction.FollowReferrals, State) is null ? null
        : Changed(refusal.Length > 0 ? this with { State = Refused, Answer = refusal } : this with { State = Appointed }, at);

    private (Naming Naming, Transition Transition) Changed(Naming next, DateTimeOffset at) =>
        (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), at));

    private void Require(NamingAction action)
    {
        if (NamingTable.Table.Find(action, State) is null)
        {
            throw MeetingErrors.Blocked(State == Withdrawn ? "NAMING_WITHDRAWN" : "NAMING_ANSWERED", Id, StateCode.Of(State));
        }
    }
}
