using Mode = Tyokyky.Contracts.Common.V1.Mode;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>A session of consultations (konsultaatiotunti) that was held, with the matters that it handled.</summary>
internal sealed record HeldSession : IAggregate<HeldSession>
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required ConsultationKind Kind { get; init; }

    public required DateOnly HeldOn { get; init; }

    public required Mode Mode { get; init; }

    public required int Minutes { get; init; }

    public required string[] Professions { get; init; }

    public required Guid[] MatterIds { get; init; }

    public string ErrorReason { get; init; } = "";

    public required DateTimeOffset RecordedAt { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "consultation-session";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public HeldSession At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public Transition Held() => new(ObjectType, Id, "", "held", FinnishTime.StartOf(HeldOn));

    public (HeldSession Session, Transition Transition) EnterInError(string reason, DateOnly day) =>
        ErrorReason.Length > 0
            ? throw ConsultationErrors.SessionInError()
            : (this with { ErrorReason = reason }, new Transition(ObjectType, Id, "held", "entered-in-error", FinnishTime.StartOf(day), reason));
}
