using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>A client's work-ability support plan (työkyvyn tuen suunnitelma): its newest version; the older ones stay as they were.</summary>
internal sealed record SupportPlan : IAggregate<SupportPlan>
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid ClientId { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The version that was read: the newest, but for who asks for an older one.</summary>
    public PlanVersion Current { get; init; } = PlanVersion.None;

    /// <summary>Of the whole plan: an answer changes it too.</summary>
    public long Version { get; init; } = 1;

    public string ObjectType => "plan";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public SupportPlan At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(ClientId) ? Relation.Client : Relation.None);

    /// <summary>The first version for a case.</summary>
    public static SupportPlan Begin(Guid id, TeamCase teamCase, PlanDraft draft, Func<Guid> newId, DateTimeOffset recordedAt) => new()
    {
        Id = id,
        CaseId = teamCase.Id,
        ClientId = teamCase.Client.Id,
        Organisation = teamCase.Organisation,
        Current = draft.AsVersion(1, [], newId, recordedAt),
    };

    /// <summary>A new version: measures named by id are kept, the others are new, those left out end.</summary>
    public SupportPlan Revise(PlanDraft draft, Func<Guid> newId, DateTimeOffset recordedAt) =>
        this with { Current = draft.AsVersion(Current.Number + 1, Current.Measures, newId, recordedAt) };

    /// <summary>What the row of this version's making says.</summary>
    public Transition Made(SupportPlan? before) =>
        new(
            ObjectType,
            Id,
            before is null ? "" : PlanVersion.Code(before.Current.Answer),
            PlanVersion.Code(Current.Answer),
            FinnishTime.StartOf(Current.MadeOn));

    /// <summary>The client answers the newest version, once.</summary>
    public (SupportPlan Plan, Transition Transition) Answer(int version, ClientAnswer answer, string comment, DateOnly day)
    {
        if (version > Current.Number)
        {
            throw PlanErrors.VersionUnknown(Current.Number);
        }

        if (version < Current.Number)
        {
            throw PlanErrors.VersionSuperseded(this);
        }

        if (Current.Answer != ClientAnswer.Unspecified)
        {
            throw PlanErrors.AlreadyAnswered(this);
        }

        if (day < Current.MadeOn)
        {
            throw PlanErrors.AnsweredBeforeMade(Current.MadeOn);
        }

        var answered = this with { Current = Current with { Answer = answer, Comment = comment, AnsweredOn = day } };
        return (answered, new Transition(ObjectType, Id, PlanVersion.Code(Current.Answer), PlanVersion.Code(answer), FinnishTime.StartOf(day)));
    }
}

/// <summary>One version of a plan.</summary>
internal sealed record PlanVersion(int Number, PlanBody Body, DateOnly MadeOn, DateOnly ReviewOn, DateTimeOffset RecordedAt)
{
    /// <summary>Before the first one.</summary>
    public static PlanVersion None { get; } = new(0, new PlanBody("", [], []), default, default, default);

    public PlanMeasure[] Measures => Body.Measures;

    public ClientAnswer Answer { get; init; }

    public string Comment { get; init; } = "";

    public DateOnly? AnsweredOn { get; init; }

    public static string Code(ClientAnswer answer) => answer switch
    {
        ClientAnswer.Accepted => "accepted",
        ClientAnswer.Declined => "declined",
        _ => "unanswered",
    };
}

/// <summary>What of a version is kept as it is, and never searched.</summary>
internal sealed record PlanBody(string Strengths, string[] Goals, PlanMeasure[] Measures);

/// <summary>A measure (toimenpide); its id stays through the versions that keep it.</summary>
internal sealed record PlanMeasure(Guid Id, string Kind, string Provider, string Owner, DateOnly DueOn, MeasureBasis Basis, string Text);

/// <summary>What the next version should say. A measure without an id is new.</summary>
internal sealed record PlanDraft(string Strengths, string[] Goals, PlanMeasure[] Measures, DateOnly MadeOn, DateOnly ReviewOn)
{
    public PlanVersion AsVersion(int number, PlanMeasure[] before, Func<Guid> newId, DateTimeOffset recordedAt)
    {
        var measures = new PlanMeasure[Measures.Length];
        for (var i = 0; i < measures.Length; i++)
        {
            measures[i] = Measures[i].Id == Guid.Empty ? Measures[i] with { Id = newId() } : Keep(Measures[i], before, i);
        }

        return new PlanVersion(number, new PlanBody(Strengths, Goals, measures), MadeOn, ReviewOn, recordedAt);
    }

    // Its kind and provider were told to others when it was agreed: another kind or provider is another measure.
    private static PlanMeasure Keep(PlanMeasure measure, PlanMeasure[] before, int index)
    {
        var kept = Array.Find(before, known => known.Id == measure.Id) ?? throw PlanErrors.MeasureUnknown(index);
        return kept.Kind == measure.Kind && kept.Provider == measure.Provider && kept.Basis == measure.Basis ? measure : throw PlanErrors.MeasureChanged(index);
    }
}
