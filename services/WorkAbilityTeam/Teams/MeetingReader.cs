namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Reads a meeting as far as it is open to the caller; each client shown has a row in the access log before it is shown.</summary>
internal sealed class MeetingReader(CaseRelations relations, Database database, AccessLog accessLog)
{
    /// <param name="caseId">Only this case of its agenda; null: all that the caller may see.</param>
    public async Task<(Meeting Meeting, Relation Held, IReadOnlySet<Guid> Shown)> ReadAsync(Guid id, Guid? caseId, Call call)
    {
        var (found, agenda, actions) = await database.ManyAsync(
            MeetingStore.ById(id), MeetingStore.AgendaOf(id), ActionStore.OfMeeting(id), call.Cancel);
        call.SetAuditSubject(null, "meeting", id.ToString());
        var (meeting, held, shown) = (found, Relation.None, new HashSet<Guid>());
        if (found is not null)
        {
            meeting = MeetingStore.Together(found, agenda!, actions!);
            (held, var open) = await relations.OfAsync(meeting, call);
            shown = open.Where(item => caseId is null || item == caseId).ToHashSet();
        }

        call.Authorize(meeting, held);
        await accessLog.ReadAsync(
            call,
            [
                .. meeting.Agenda
                    .Where(item => shown.Contains(item.CaseId))
                    .Select(item => new Touch(item.ClientId, "case", item.CaseId.ToString()))
                    .Distinct(),
            ]);
        return (meeting, held, shown);
    }
}
