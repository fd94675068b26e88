namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>A client's social situation description at an organisation: its newest version; the older ones stay as they were.</summary>
internal sealed record ClientSituation : IAggregate<ClientSituation>
{
    public required Guid Id { get; init; }

    public required CountedClient Client { get; init; }

    public required string Organisation { get; init; }

    /// <summary>The version that was read: the newest, but for who asks for an older one.</summary>
    public SituationVersion Current { get; init; } = SituationVersion.None;

    public long Version { get; init; } = 1;

    public string ObjectType => "social-situation";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public ClientSituation At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(Client.Id) ? Relation.Client : Relation.None);

    /// <summary>The next version; the client's answer is to it alone.</summary>
    public (ClientSituation Situation, Transition Transition) Describe(WrittenSection[] sections, DateOnly on, DateTimeOffset recordedAt) => (
        this with { Current = new SituationVersion(Current.Number + 1, sections, on, recordedAt) },
        new Transition(ObjectType, Id, Current.Number == 0 ? "" : Code(Current.Answer), Code(SituationAnswer.Unspecified), FinnishTime.StartOf(on)));

    /// <summary>The client answers the newest version, once.</summary>
    public (ClientSituation Situation, Transition Transition) Answer(int version, SituationAnswer answer, string comment, DateOnly on)
    {
        if (version != Current.Number)
        {
            throw version > Current.Number ? SituationErrors.VersionUnknown() : SituationErrors.Blocked("SITUATION_VERSION_SUPERSEDED", this);
        }

        if (Current.Answer != SituationAnswer.Unspecified)
        {
            throw SituationErrors.Blocked("SITUATION_ALREADY_ANSWERED", this);
        }

        return on < Current.DescribedOn
            ? throw SituationErrors.AnsweredBeforeWritten(Current.DescribedOn)
            : (this with { Current = Current with { Answer = answer, Comment = comment, AnsweredOn = on } },
                new Transition(ObjectType, Id, Code(Current.Answer), Code(answer), FinnishTime.StartOf(on)));
    }

    private static string Code(SituationAnswer answer) => answer == SituationAnswer.Unspecified ? "unanswered" : StateCode.Of(answer);
}

/// <summary>One version of a description.</summary>
internal sealed record SituationVersion(int Number, WrittenSection[] Sections, DateOnly DescribedOn, DateTimeOffset RecordedAt)
{
    /// <summary>Before the first one.</summary>
    public static SituationVersion None { get; } = new(0, [], default, default);

    public SituationAnswer Answer { get; init; }

    public string Comment { get; init; } = "";

    public DateOnly? AnsweredOn { get; init; }

    public bool IsAgreed => Answer == SituationAnswer.Agreed;
}

/// <summary>A section of the form.</summary>
internal sealed record WrittenSection(string Section, string Text);
