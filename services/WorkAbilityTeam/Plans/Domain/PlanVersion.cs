using System.Security.Cryptography;
using System.Text;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>One version of a plan. Its body never changes; the client's answers and an approval are added to it.</summary>
internal sealed record PlanVersion(int Number, PlanBody Body, DateOnly MadeOn, DateOnly ReviewOn, DateTimeOffset RecordedAt)
{
    /// <summary>Before the first one.</summary>
    public static PlanVersion None { get; } = new(0, new PlanBody("", [], []), default, default, default);

    public PlanMeasure[] Measures => Body.Measures;

    public ClientAnswer Answer { get; init; }

    public string Comment { get; init; } = "";

    public DateOnly? AnsweredOn { get; init; }

    /// <summary>What the client answered to single parts.</summary>
    public AnsweredPart[] Answers { get; init; } = [];

    public string WrittenBy { get; init; } = "";

    /// <summary>Empty: it corrects nothing.</summary>
    public string CorrectionReason { get; init; } = "";

    public Approval? Approval { get; init; }

    /// <summary>What the client answers by itself.</summary>
    public IReadOnlyList<Guid> PartIds =>
        [.. Body.GoalsWithIds.Select(goal => goal.Id), .. Body.SectionList.Select(section => section.Id), .. Measures.Select(measure => measure.Id)];

    /// <summary>The statutory plans that it links to.</summary>
    public string[] LinkKinds => [.. Body.LinkList.Select(link => link.Kind).Distinct()];

    /// <summary>With those answers in the place of earlier ones; when every part is answered, the version is.</summary>
    public PlanVersion Answered(IReadOnlyList<AnsweredPart> answers, DateOnly day)
    {
        var all = Answers.ExceptBy(answers.Select(one => one.PartId), one => one.PartId).Concat(answers).ToArray();
        var isWhole = PartIds.All(id => all.Any(one => one.PartId == id));
        return this with
        {
            Answers = all,
            Answer = isWhole ? Overall(all) : Answer,
            AnsweredOn = isWhole ? day : AnsweredOn,
        };
    }

    public static string Code(ClientAnswer answer) => answer switch
    {
        ClientAnswer.Accepted => "accepted",
        ClientAnswer.Declined => "declined",
        ClientAnswer.PartlyAccepted => "partly-accepted",
        _ => "unanswered",
    };

    private static ClientAnswer Overall(AnsweredPart[] all) =>
        Array.TrueForAll(all, one => one.Answer == ClientAnswer.Accepted) ? ClientAnswer.Accepted
        : Array.TrueForAll(all, one => one.Answer == ClientAnswer.Declined) ? ClientAnswer.Declined
        : ClientAnswer.PartlyAccepted;
}

/// <summary>What of a version is kept as it is, and never searched.</summary>
/// <param name="Goals">The goals' words, which versions of before knew alone.</param>
internal sealed record PlanBody(
    string Strengths, string[] Goals, PlanMeasure[] Measures, PlanGoal[]? GoalList = null, OwnedSection[]? Sections = null, PlanLink[]? Links = null,
    string LegalBasis = "")
{
    /// <summary>A goal of a version of before is known by its words.</summary>
    public IReadOnlyList<PlanGoal> GoalsWithIds => GoalList ?? [.. Goals.Select(text => new PlanGoal(IdOf(text), text))];

    public IReadOnlyList<OwnedSection> SectionList => Sections ?? [];

    public IReadOnlyList<PlanLink> LinkList => Links ?? [];

    private static Guid IdOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>The client's own goal; its id stays through the versions that keep it.</summary>
internal sealed record PlanGoal(Guid Id, string Text);

/// <summary>A section with whose information it is, by which law, and the scope of permission that opens it.</summary>
internal sealed record OwnedSection(Guid Id, string Kind, string Organisation, string LegalBasis, string Scope, string Text);

/// <summary>A link to a statutory plan.</summary>
internal sealed record PlanLink(Guid Id, string Kind, string Organisation, string Owner, DateOnly? MadeOn, string Reference);

/// <summary>A measure (toimenpide); its id stays through the versions that keep it.</summary>
internal sealed record PlanMeasure(
    Guid Id, string Kind, string Provider, string Owner, DateOnly DueOn, MeasureBasis Basis, string Text, string Service = "", string StatutoryPlan = "");

/// <summary>What the client answered to one part.</summary>
internal sealed record AnsweredPart(Guid PartId, ClientAnswer Answer, string Comment, DateOnly On);

/// <summary>A second professional's approval, with the client's answers as they were then.</summary>
internal sealed record Approval(string By, string Profession, DateTimeOffset At, AnsweredPart[] Answers);
