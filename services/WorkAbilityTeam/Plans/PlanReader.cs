using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Who reads a plan, and what of it.</summary>
/// <param name="IsTeam">Of the team's organisation.</param>
/// <param name="IsClient">The client.</param>
/// <param name="Permissions">What the client permits and prohibits the organisation, by scope.</param>
internal sealed record PlanReader(bool IsTeam, bool IsClient, string Organisation, IReadOnlyList<ScopedPermission> Permissions)
{
    private const string PlanScope = "work-ability-plan";

    public bool ReadsAll => IsTeam || IsClient;

    /// <summary>Strengths, goals and links, and the measures that the client has accepted.</summary>
    public bool ReadsCore => ReadsAll || Disclosure.IsOpen(Permissions, PlanScope);

    /// <summary>Who reads whole plans, as the caller's relation says.</summary>
    public static PlanReader Whole(Relation relation) =>
        new((relation & Relation.Owner) != 0, (relation & (Relation.Owner | Relation.Client)) == Relation.Client, "", []);

    /// <summary>Who the caller is to a plan, with what the client permits the caller's organisation.</summary>
    public static PlanReader Of(SupportPlan plan, Caller caller, IReadOnlyList<ScopedPermission> permissions) =>
        Whole(plan.RelationOf(caller)) with { Organisation = caller.Organisation, Permissions = permissions };

    public bool Reads(OwnedSection section) =>
        ReadsAll || section.Organisation == Organisation || Disclosure.IsOpen(Permissions, section.Scope);

    public bool Reads(PlanLink link) => ReadsCore || link.Organisation == Organisation;

    // Whether and what the client declined is nobody else's business, nor is what the client has not answered.
    public bool Reads(MeasureLife? life) =>
        ReadsAll || (life is { AcceptedOn: not null, State: not MeasureState.Declined } && (ReadsCore || life.Provider == Organisation));

    /// <summary>What the caller's organisation is to the plan beside being the team or the client.</summary>
    public Relation RelationTo(SupportPlan plan)
    {
        var permitted = ReadsCore || plan.Current.Body.SectionList.Any(section => Disclosure.IsOpen(Permissions, section.Scope));
        var named = plan.State != PlanState.EnteredInError
            && (plan.Current.Measures.Any(measure => measure.Provider == Organisation && Reads(plan.Life(measure.Id)))
                || plan.Current.Body.SectionList.Any(section => section.Organisation == Organisation)
                || plan.Current.Body.LinkList.Any(link => link.Organisation == Organisation));
        return (permitted && plan.State != PlanState.EnteredInError ? Relation.PermissionHolder : Relation.None)
            | (named ? Relation.NamedParticipant : Relation.None);
    }
}
