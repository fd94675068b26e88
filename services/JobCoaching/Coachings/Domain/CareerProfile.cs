namespace Tyokyky.JobCoaching.Coachings;

/// <summary>What work the client wishes, and whether employers may be told of the client.</summary>
internal sealed record WorkWishes(string[] Occupations, string[] Municipalities, int MaxWeeklyHours, DisclosurePreference Disclosure)
{
    public static WorkWishes NotAsked { get; } = new([], [], 0, DisclosurePreference.Unspecified);
}

/// <summary>A career profile (uraprofiili): strengths, recognised skills, what the client wants to learn, what work must allow for.</summary>
internal sealed record CareerProfile(
    IReadOnlyList<string> Strengths, IReadOnlyList<RecognisedSkill> Skills, IReadOnlyList<string> LearningGoals, string Limits)
{
    public static CareerProfile Empty { get; } = new([], [], [], "");
}

/// <summary>A skill that somebody recognised (osaamisen tunnistaminen): what, where it was shown, by whom, with which certificate.</summary>
internal sealed record RecognisedSkill(string Skill, string EscoUri, string ShownWhere, string RecognisedBy, string Certificate, DateOnly? RecognisedOn);
