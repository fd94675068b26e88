namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Coachings as messages and in facts.</summary>
internal static class CoachingMessages
{
    public static Proto.Coaching ToMessage(this Coaching coaching)
    {
        var message = new Proto.Coaching
        {
            CoachingId = coaching.Id.ToString(),
            ClientId = coaching.Client.Id.ToString(),
            Organisation = coaching.Organisation,
            CaseId = coaching.CaseId.ToString(),
            MeasureId = coaching.MeasureId.ToString(),
            State = coaching.State,
            Coach = coaching.Coach,
            CoachName = coaching.CoachName,
            Model = coaching.Model,
            OpenedOn = coaching.OpenedOn.ToDate(),
            StartedOn = coaching.StartedOn?.ToDate(),
            EndedOn = coaching.EndedOn?.ToDate(),
            Outcome = coaching.Outcome,
            Wishes = new Proto.WorkWishes { MaxWeeklyHours = coaching.Wishes.MaxWeeklyHours, Disclosure = coaching.Wishes.Disclosure },
            ContactCounts = new Proto.ContactCounts
            {
                Client = coaching.Contacts.Client,
                Employer = coaching.Contacts.Employer,
                Network = coaching.Contacts.Network,
            },
            Programme = coaching.Client.Programme,
            Etag = coaching.Etag,
        };
        message.Wishes.Occupations.AddRange(coaching.Wishes.Occupations);
        message.Wishes.Municipalities.AddRange(coaching.Wishes.Municipalities);
        return message;
    }

    /// <summary>What facts tell of the client for counting.</summary>
    public static ClientFacets Facets(this Coaching coaching) => coaching.Client.Facets();
}
