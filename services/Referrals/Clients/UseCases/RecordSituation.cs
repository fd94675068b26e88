using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Records an entry of a client's situation; an open one of a kind that holds one at a time ends the day before.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class RecordSituation(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordSituationRequest request, Check check) =>
        check.Within("situation", request.Situation, (situation, details) => situation.Situation(details, clock));

    public Task<RecordSituationResponse> Handle(RecordSituationRequest request, Call call)
    {
        clock.DayOrToday("situation.from_day", request.Situation.FromDay);
        var id = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(id, call.Caller.Organisation).Fenced(ClientStore.Fence),
                SituationStore.Holding(id, call.Caller.Organisation, request.Situation.Kind)
                    .Unguarded("the table holds one at a time, and each version is closed once"),
                (own, holding) => (Own: own, Holding: holding!))
            .Authorize(_ => new AuditSubject(id, "client", id), found => found.Own is null ? null : Relation.Controller)
            .WriteAsync(async (found, commit) =>
            {
                await organisations.RequireSetterAsync(request.Situation, call);

                var entry = Compose(request.Situation, found.Own!, call);
                var name = await organisations.NamesAsync([entry.Controller, entry.SetByOrganisation], call.Cancel);
                var response = new RecordSituationResponse { Situation = entry.ToMessage(name) };
                foreach (var before in found.Holding)
                {
                    if (before.EndedBy(entry, entry.RecordedAt, call.Caller.Subject) is { } ended)
                    {
                        commit.NewVersion(before, ended, found.Own!, clock.Today, "ended");
                        response.Ended = ended.ToMessage(name);
                    }
                }

                commit.NewVersion(before: null, entry, found.Own!, clock.Today, "recorded");
                return response;
            });
    }

    private SituationEntry Compose(SituationDetails details, ClientRecord record, Call call) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ClientId = record.ClientId,
        Controller = record.Controller,
        Kind = details.Kind,
        Code = details.Code,
        From = details.FromDay.ToDay(),
        To = details.ToDay?.ToDay(),
        Basis = details.Basis,
        SetByProfession = details.SetByProfession,
        SetByOrganisation = details.SetByOrganisation,
        SetByClient = details.SetByClient,
        Note = details.Note,
        RecordedAt = time.GetUtcNow(),
        RecordedBy = call.Caller.Subject,
    };
}
