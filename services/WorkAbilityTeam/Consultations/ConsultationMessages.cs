namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Matters and sessions as messages and in facts.</summary>
internal static class ConsultationMessages
{
    public static Consultation ToMessage(this Matter matter, DateOnly today)
    {
        var message = new Consultation
        {
            ConsultationId = matter.Id.ToString(),
            Kind = matter.Kind,
            Organisation = matter.Organisation,
            AskingOrganisation = matter.AskingOrganisation,
            AskingService = matter.AskingService,
            Topic = matter.Topic,
            Question = matter.Question,
            ClientId = matter.ClientId?.ToString() ?? "",
            CaseId = matter.CaseId?.ToString() ?? "",
            FromContact = matter.FromContact,
            AskedOn = matter.AskedOn.ToDate(),
            AnswerDueOn = matter.AnswerDueOn.ToDate(),
            State = matter.State,
            SessionId = matter.SessionId?.ToString() ?? "",
            Answer = matter.Answer,
            AnsweredBy = matter.AnsweredBy,
            AnsweredOn = matter.AnsweredOn?.ToDate(),
            FollowUp = matter.FollowUp,
            FollowUpOn = matter.FollowUpOn?.ToDate(),
            EndReason = matter.EndReason,
            Etag = matter.Etag,
            Overdue = matter.IsOverdue(today),
        };
        message.Professions.AddRange(matter.Professions);
        return message;
    }

    public static ConsultationSession ToMessage(this HeldSession session)
    {
        var message = new ConsultationSession
        {
            SessionId = session.Id.ToString(),
            Organisation = session.Organisation,
            Kind = session.Kind,
            HeldOn = session.HeldOn.ToDate(),
            Mode = session.Mode,
            Minutes = session.Minutes,
            Matters = session.MatterIds.Length,
            ErrorReason = session.ErrorReason,
            Etag = session.Etag,
        };
        message.ProfessionsPresent.AddRange(session.Professions);
        return message;
    }

    /// <summary>By whom what is told of a matter is ordered: an anonymous one is nobody's.</summary>
    public static string OrderKey(this Matter matter) => (matter.ClientId ?? matter.Id).ToString();

    /// <summary>What the change from before to now tells.</summary>
    public static IEnumerable<IMessage> Between(Matter? before, Matter now)
    {
        if (before is null)
        {
            yield return Asked(now);
        }

        if (now.AnsweredOn is not null && before?.AnsweredOn is null)
        {
            yield return Answered(now);
        }

        if (now.State is ConsultationState.Closed or ConsultationState.Cancelled or ConsultationState.EnteredInError && now.State != before?.State)
        {
            yield return new ConsultationEnded
            {
                ConsultationId = now.Id.ToString(),
                ClientId = now.ClientId?.ToString() ?? "",
                Organisation = now.Organisation,
                State = StateCode.Of(now.State),
                Reason = now.EndReason,
                EndedOn = now.EndedOn?.ToDate(),
            };
        }
    }

    public static ConsultationSessionHeld Held(HeldSession session)
    {
        var fact = new ConsultationSessionHeld
        {
            SessionId = session.Id.ToString(),
            Organisation = session.Organisation,
            Kind = StateCode.Of(session.Kind),
            Mode = session.Mode,
            Minutes = session.Minutes,
            HeldOn = session.HeldOn.ToDate(),
        };
        fact.ProfessionsPresent.AddRange(session.Professions);
        fact.ConsultationIds.AddRange(session.MatterIds.Select(id => id.ToString()));
        return fact;
    }

    private static ConsultationAsked Asked(Matter matter) => new()
    {
        ConsultationId = matter.Id.ToString(),
        Kind = StateCode.Of(matter.Kind),
        Organisation = matter.Organisation,
        AskingOrganisation = matter.AskingOrganisation,
        AskingService = matter.AskingService,
        Topic = matter.Topic,
        ClientId = matter.ClientId?.ToString() ?? "",
        FromContact = matter.FromContact,
        AskedOn = matter.AskedOn.ToDate(),
        AnswerDueOn = matter.AnswerDueOn.ToDate(),
    };

    private static ConsultationAnswered Answered(Matter matter) => new()
    {
        ConsultationId = matter.Id.ToString(),
        Kind = StateCode.Of(matter.Kind),
        Organisation = matter.Organisation,
        AskingOrganisation = matter.AskingOrganisation,
        AskingService = matter.AskingService,
        Topic = matter.Topic,
        ClientId = matter.ClientId?.ToString() ?? "",
        AnsweredBy = matter.AnsweredBy,
        FollowUp = matter.FollowUpOn is not null,
        AskedOn = matter.AskedOn.ToDate(),
        AnsweredOn = matter.AnsweredOn!.Value.ToDate(),
    };
}
