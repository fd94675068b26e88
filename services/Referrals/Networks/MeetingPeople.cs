using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Networks;

/// <summary>Who takes part in meetings and does what they agree on.</summary>
internal sealed class MeetingPeople(OrganisationStore organisations, Database database)
{
    /// <summary>What the contract cannot say of whom a request names.</summary>
    public static void CheckShape(Check check, NewMeetingParticipant participant, DateOnly day)
    {
        if (participant.ProfessionalId.Length > 0)
        {
            var isAlone = participant is { Organisation.Length: 0, Name.Length: 0, Profession.Length: 0 };
            check.That(isAlone, "professional_id", "ONLY_WITHOUT_PROFESSIONAL", "alone: organisation, name and profession come from the register");
        }
        else
        {
            check.Code("profession", participant.Profession, "profession", day);
        }
    }

    /// <summary>
    /// The participants in order, registered professionals as the register has them; of a list in that field, or (empty) of the request's own fields.
    /// </summary>
    public async Task<IReadOnlyList<MeetingParticipant>> ResolveAsync(string field, IReadOnlyList<NewMeetingParticipant> given, Call call)
    {
        Guid[] ids =
        [
            .. given.Where(participant => participant.ProfessionalId.Length > 0).Select(participant => Guid.Parse(participant.ProfessionalId)).Distinct(),
        ];
        var known = ids.Length == 0
            ? []
            : (await database.ListAsync(ProfessionalStore.ByIds(ids, []), call.Cancel))
                .ToDictionary(named => named.Professional.Id, named => named.Professional);
        var participants = new List<MeetingParticipant>();
        foreach (var (i, participant) in given.Index())
        {
            var path = field.Length > 0 ? $"{field}[{i}]." : "";
            if (participant.Organisation.Length > 0)
            {
                await organisations.RequireAsync(path + "organisation", participant.Organisation, call.Cancel);
            }

            var professional = participant.ProfessionalId.Length == 0 ? null
                : known.GetValueOrDefault(Guid.Parse(participant.ProfessionalId)) ?? throw NetworkErrors.UnknownProfessional(path + "professional_id");
            participants.Add(professional is null
                ? new MeetingParticipant(i + 1, participant.Organisation, null, participant.Name, participant.Profession, participant.IsChair)
                : new MeetingParticipant(i + 1, professional.Organisation, professional.Id, professional.Name, professional.Profession, participant.IsChair));
        }

        return participants;
    }
}

/// <summary>Participants as contracts tell them.</summary>
internal static class ParticipantMessages
{
    public static Proto.MeetingParticipant ToMessage(this MeetingParticipant participant, Func<string, string> name) => new()
    {
        Number = participant.Number,
        Organisation = participant.Organisation,
        OrganisationName = participant.Organisation.Length > 0 ? name(participant.Organisation) : "",
        ProfessionalId = participant.Professional?.ToString() ?? "",
        Name = participant.Name,
        Profession = participant.Profession,
        IsChair = participant.IsChair,
        Attended = participant.Attended,
    };
}
