namespace Tyokyky.Sandbox.Caseload;

/// <summary>
/// A caseload as it is to happen, before anything is called. <paramref name="Programme"/> tells it apart from other caseloads.
/// </summary>
internal sealed record CaseloadPlan(
    string Programme,
    Destinations Destinations,
    IReadOnlyList<PlannedEmployer> Employers,
    IReadOnlyList<PlannedPerson> Persons,
    IReadOnlyList<PlannedContact> AnonymousContacts,
    IReadOnlyList<PlannedMeeting> Meetings);

/// <summary>How far a person's way goes in this caseload.</summary>
internal enum WayEnd
{
    /// <summary>The receiver declined the referral.</summary>
    Rejected,

    /// <summary>Coordination was enough: the task is completed there.</summary>
    Coordinated,

    /// <summary>Waits for the work-ability team.</summary>
    AtTeam,

    /// <summary>Has a plan without coaching.</summary>
    Planned,

    /// <summary>Coaching opened by the plan, and was not started: the client did not want it, or not yet.</summary>
    CoachingOffered,

    /// <summary>In coaching.</summary>
    Coached,
}

/// <summary>A person and their way. Days that the way does not reach are the last day it does.</summary>
internal sealed record PlannedPerson(
    int Number,
    string GivenNames,
    string FamilyName,
    DateOnly Born,
    string PersonalIdentityCode,
    string Municipality,
    string Language,
    bool NonDisclosure,
    string Referrer,
    string Reason,
    string NeedForClient,
    WayEnd End,
    bool LoopCloses,
    PlannedContact Contact,
    Days Days,
    string Coach,
    IReadOnlyList<PlannedCoachContact> CoachContacts,
    IReadOnlyList<PlannedJob> Jobs,
    PlannedSpan? WorkTrial,
    DateOnly? StudiesFrom)
{
    /// <summary>The person's name in request ids.</summary>
    public string Key => $"person-{Number}";

    public bool ReachesTeam => End >= WayEnd.AtTeam;

    public bool ReachesPlan => End >= WayEnd.Planned;
}

/// <summary>The days of a person's way.</summary>
internal sealed record Days(
    DateOnly Referred,
    DateOnly Accepted,
    DateOnly SentToTeam,
    DateOnly Met,
    DateOnly PlanMade,
    DateOnly PlanAnswered,
    DateOnly CoachingStarted,
    DateOnly CoachingEnded);

/// <summary>A contact with coordination (yhteydenotto).</summary>
internal sealed record PlannedContact(
    DateOnly On, string ContactingService, string Topic, bool ClientPresent, IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Professions, int Mode, int Minutes, int AgeBand);

/// <summary>A coach's contact; <paramref name="Employer"/> is an index of the employers, or null for one with the client or the network.</summary>
internal sealed record PlannedCoachContact(DateOnly On, int? Employer, bool WithNetwork, bool MatchesWishes, int Mode, int Minutes);

/// <summary>A job with the employer of an index.</summary>
internal sealed record PlannedJob(
    int Employer, Destination Destination, bool Subsidised, bool Permanent, int WeeklyHours, string Occupation, DateOnly From, DateOnly? To);

/// <summary>A work trial with the employer of an index.</summary>
internal sealed record PlannedSpan(int Employer, DateOnly From, DateOnly To);

/// <summary>An employer with the days of contacts and the openings.</summary>
internal sealed record PlannedEmployer(
    string BusinessId, string Name, string Sector, Destination Destination, string Municipality,
    IReadOnlyList<DateOnly> Contacts, IReadOnlyList<PlannedOpening> Openings);

/// <summary>An opening.</summary>
internal sealed record PlannedOpening(string Title, string Occupation, int WeeklyHours, string Kind, DateOnly From);

/// <summary>A team meeting and the numbers of the persons it handled.</summary>
internal sealed record PlannedMeeting(DateOnly On, IReadOnlyList<int> Persons);
