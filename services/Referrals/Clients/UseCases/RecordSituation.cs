namespace Tyokyky.Referrals.UseCases;

/// <summary>Records an entry of a client's situation; an open one of a kind that holds one at a time ends the day before.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class RecordSituation(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordSituationRequest request, Check check) => check
        .Required("situation", (object?)request.Situation)
        .Within("situation", request.Situation, (situation, details) => situation.Situation(details, clock));

    public async Task<RecordSituationResponse> Handle(RecordSituationRequest request, Call call)
    {
        clock.DayOrToday("situation.from_day", request.Situation.FromDay);
        var id = Guid.Parse(request.ClientId);
        var organisation = call.Caller.Organisation;

        var (record, holding) = await unitOfWork.LoadAsync(call, request, ClientStore.Own(id, organisation), SituationStore.Holding(id, organisation, request.Situation.Kind));
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(record, Relation.Controller);
        if (call.Replay<RecordSituationResponse>() is { } done)
        {
            return done;
        }

        if (request.Situation.SetByOrganisation.Length > 0)
        {
            await organisations.RequireAsync("situation.set_by_organisation", request.Situation.SetByOrganisation, call.Cancel);
        }

        var entry = Compose(request.Situation, record, call);
        var commit = unitOfWork.Commit(call, request);
        var name = await organisations.NamesAsync([organisation, entry.SetByOrganisation], call.Cancel);
        var response = new RecordSituationResponse { Situation = entry.ToMessage(name) };
        foreach (var before in holding!)
        {
            if (before.EndedBy(entry, entry.RecordedAt, call.Caller.Subject) is { } ended)
            {
                commit.NewVersion(before, ended, record, clock.Today, "ended");
                response.Ended = ended.ToMessage(name);
            }
        }

        return await commit.NewVersion(before: null, entry, record, clock.Today, "recorded").SaveAsync(response);
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
