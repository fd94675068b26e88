using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Coachings as messages, and what requests say of them.</summary>
internal static class CoachingMessages
{
    public static Proto.Coaching ToMessage(this Coaching coaching) => new()
    {
        CoachingId = coaching.Id.ToString(),
        ClientId = coaching.Client.Id.ToString(),
        Organisation = coaching.Organisation,
        CaseId = Text(coaching.CaseId),
        MeasureId = Text(coaching.MeasureId),
        TaskId = Text(coaching.TaskId),
        ReferralId = coaching.TaskId is null ? "" : Text(coaching.ReferredBy.ReferralId),
        ReferringOrganisation = coaching.TaskId is null ? "" : coaching.ReferredBy.Organisation,
        State = coaching.State,
        Coach = coaching.Coach,
        CoachName = coaching.CoachName,
        Coaches = { coaching.Coaches.Select(ToMessage) },
        Model = coaching.Model,
        OpenedOn = coaching.OpenedOn.ToDate(),
        StartedOn = coaching.StartedOn?.ToDate(),
        JobSearchStartedOn = coaching.JobSearchStartedOn?.ToDate(),
        EndedOn = coaching.EndedOn?.ToDate(),
        ReturnedOn = coaching.ReturnedOn?.ToDate(),
        Outcome = coaching.Outcome,
        Wishes = new Proto.WorkWishes
        {
            Occupations = { coaching.Wishes.Occupations },
            Municipalities = { coaching.Wishes.Municipalities },
            MaxWeeklyHours = coaching.Wishes.MaxWeeklyHours,
            Disclosure = coaching.Wishes.Disclosure,
        },
        Disclosure = new Disclosure { Preference = coaching.Wishes.Disclosure, Note = coaching.DisclosureNote, Places = { coaching.SupportPlaces } },
        Profile = coaching.Profile.ToMessage(),
        Pauses = { coaching.Pauses.Select(ToMessage) },
        InWorkSupports = { coaching.InWorkSupports.Select(ToMessage) },
        ContactCounts = new ContactCounts
        {
            Client = coaching.Contacts.Client,
            Employer = coaching.Contacts.Employer,
            Network = coaching.Contacts.Network,
        },
        Programme = coaching.Client.Programme,
        ErrorReason = coaching.ErrorReason,
        Etag = coaching.Etag,
    };

    public static Contact ToMessage(this CoachContact contact, Guid coachingId) => new()
    {
        ContactId = contact.Id.ToString(),
        CoachingId = coachingId.ToString(),
        Party = contact.Party,
        EmployerId = Text(contact.EmployerId),
        Mode = contact.Mode,
        Minutes = contact.Minutes,
        ContactedOn = contact.On.ToDate(),
        InClientsName = contact.InClientsName,
        MatchesWishes = contact.MatchesWishes,
        Purpose = contact.Purpose,
        Note = contact.Note,
        ErrorReason = contact.ErrorReason,
        Workplace = contact.Workplace,
        Programme = contact.Programme,
        First = contact.First,
    };

    public static WorkWishes ToDomain(this Proto.WorkWishes wishes) =>
        new([.. wishes.Occupations], [.. wishes.Municipalities], wishes.MaxWeeklyHours, wishes.Disclosure);

    public static CareerProfile ToDomain(this Proto.CareerProfile profile) => new(
        [.. profile.Strengths],
        [.. profile.Skills.Select(skill => new RecognisedSkill(
            skill.Skill, skill.EscoUri, skill.ShownWhere, skill.RecognisedBy, skill.Certificate, skill.RecognisedOn?.ToDay()))],
        [.. profile.LearningGoals],
        profile.Limits);

    private static Proto.CareerProfile ToMessage(this CareerProfile profile) => new()
    {
        Strengths = { profile.Strengths },
        Skills =
        {
            profile.Skills.Select(skill => new Proto.RecognisedSkill
            {
                Skill = skill.Skill,
                EscoUri = skill.EscoUri,
                ShownWhere = skill.ShownWhere,
                RecognisedBy = skill.RecognisedBy,
                Certificate = skill.Certificate,
                RecognisedOn = skill.RecognisedOn?.ToDate(),
            }),
        },
        LearningGoals = { profile.LearningGoals },
        Limits = profile.Limits,
    };

    private static Proto.CoachPeriod ToMessage(CoachPeriod period) =>
        new() { Coach = period.Coach, CoachName = period.Name, FromDay = period.From.ToDate(), Reason = period.Reason };

    private static Proto.CoachingPause ToMessage(CoachingPause pause) =>
        new() { Reason = pause.Reason, FromDay = pause.From.ToDate(), ToDay = pause.To?.ToDate(), ReviewOn = pause.ReviewOn?.ToDate() };

    private static Proto.InWorkSupport ToMessage(InWorkSupport support) => new() { FromDay = support.From.ToDate(), ToDay = support.To?.ToDate() };
}
