using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>What an entry tells: the fields of a service card (palvelukortti), or of an item of the knowledge bank (tietopankki).</summary>
internal sealed record DirectoryDetails
{
    public Texts Name { get; init; } = Texts.None;

    public Texts Summary { get; init; } = Texts.None;

    public Texts Description { get; init; } = Texts.None;

    public string Service { get; init; } = "";

    /// <summary>Empty: a general description, for whoever of the kind gives the service.</summary>
    public string Provider { get; init; } = "";

    public string ProviderKind { get; init; } = "";

    public DirectoryAudience[] Audiences { get; init; } = [];

    public string[] TargetGroups { get; init; } = [];

    public DirectoryArea Area { get; init; }

    public string[] Municipalities { get; init; } = [];

    public string[] Languages { get; init; } = [];

    public int? AgeFrom { get; init; }

    public int? AgeTo { get; init; }

    public Mode[] Modes { get; init; } = [];

    public Texts HowToJoin { get; init; } = Texts.None;

    public Texts Conditions { get; init; } = Texts.None;

    public DirectoryCost Cost { get; init; }

    public Texts CostText { get; init; } = Texts.None;

    public Texts Benefits { get; init; } = Texts.None;

    public string CoachingModel { get; init; } = "";

    public string[] AssociationOffers { get; init; } = [];

    public Texts AssociationText { get; init; } = Texts.None;

    public Texts ForProfessionals { get; init; } = Texts.None;

    public EntryChannel[] Channels { get; init; } = [];

    public string[] Keywords { get; init; } = [];

    public string Source { get; init; } = "";

    /// <summary>Empty: a service.</summary>
    public string KnowledgeKind { get; init => field = value ?? ""; } = "";

    // What was kept before there was a knowledge bank has none of these.
    public string[] Topics { get; init => field = value ?? []; } = [];

    public string[] Needs { get; init => field = value ?? []; } = [];

    public string[] AboutServices { get; init => field = value ?? []; } = [];

    public string Link { get; init => field = value ?? ""; } = "";

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    /// <summary>It was withdrawn because PTV said so, not by somebody here.</summary>
    public bool EndedInPtv { get; init; }

    /// <summary>What publishing asks for and is not told yet, by the contract's names.</summary>
    public IEnumerable<string> Missing()
    {
        if (!Name.Has()) { yield return "name"; }
        if (!Summary.Has()) { yield return "summary"; }
        if (KnowledgeKind.Length == 0 && Service.Length == 0) { yield return "service"; }
        if (Audiences.Length == 0) { yield return "audiences"; }
        if (Area == DirectoryArea.Unspecified) { yield return "area"; }
        if (KnowledgeKind.Length == 0) { yield break; }
        if (Topics.Length + Needs.Length + AboutServices.Length == 0) { yield return "topics"; }
        if (Link.Length + Channels.Length == 0 && !Description.Has()) { yield return "link"; }
    }

    /// <summary>True on the days on which it holds.</summary>
    public bool HoldsOn(DateOnly day) => !(ValidFrom > day) && !(ValidTo < day);
}

/// <summary>Where and when a service is reached.</summary>
internal sealed record EntryChannel
{
    public DirectoryChannelKind Kind { get; init; }

    public Texts Name { get; init; } = Texts.None;

    public string Phone { get; init; } = "";

    public string Email { get; init; } = "";

    public string WebPage { get; init; } = "";

    public string Address { get; init; } = "";

    public string Municipality { get; init; } = "";

    public EntryHours[] Hours { get; init; } = [];

    public string PtvId { get; init; } = "";
}

/// <summary>Hours of one weekday (1 is Monday) or of several in a row.</summary>
internal sealed record EntryHours(int WeekdayFrom, int WeekdayTo, string Opens, string Closes)
{
    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool Closed { get; init; }

    public Texts Note { get; init; } = Texts.None;
}
