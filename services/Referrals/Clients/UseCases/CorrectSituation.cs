namespace Tyokyky.Referrals.UseCases;

/// <summary>Corrects an entry; what was known before stays readable.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class CorrectSituation(OrganisationStore organisations, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CorrectSituationRequest request, Check check) => check
        .Required("situation", (object?)request.Situation)
        .Within("situation", request.Situation, (situation, details) => situation.Situation(details, clock));

    public async Task<CorrectSituationResponse> Handle(CorrectSituationRequest request, Call call)
    {
        clock.DayOrToday("situation.from_day", request.Situation.FromDay);
        var id = Guid.Parse(request.SituationId);

        var (before, beside) = await unitOfWork.LoadAsync(call, request, SituationStore.Newest(id), SituationStore.HoldingBeside(id));
        call.SetAuditSubject(before?.ClientId.ToString(), "situation", request.SituationId);
        call.Authorize(before, before?.Controller == call.Caller.Organisation ? Relation.Controller : null);
        if (call.Replay<CorrectSituationResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, before.Etag);
        if (request.Situation.SetByOrganisation.Length > 0)
        {
            await organisations.RequireAsync("situation.set_by_organisation", request.Situation.SetByOrganisation, call.Cancel);
        }

        var corrected = Apply(before, request, call);
        foreach (var other in beside!)
        {
            other.MustNotMeet(corrected);
        }

        var record = await database.OneAsync(ClientStore.Own(before.ClientId, before.Controller), call.Cancel);
        var name = await organisations.NamesAsync([corrected.Controller, corrected.SetByOrganisation], call.Cancel);
        return await unitOfWork.Commit(call, request)
            .NewVersion(before, corrected, record!, clock.Today, "corrected")
            .SaveAsync(new CorrectSituationResponse { Situation = corrected.ToMessage(name) });
    }

    private SituationEntry Apply(SituationEntry before, CorrectSituationRequest request, Call call)
    {
        before.MustStand();
        var details = request.Situation;
        return details.Kind != before.Kind ? throw SituationErrors.KindFixed() : before with
        {
            Code = details.Code,
            From = details.FromDay.ToDay(),
            To = details.ToDay?.ToDay(),
            Basis = details.Basis,
            SetByProfession = details.SetByProfession,
            SetByOrganisation = details.SetByOrganisation,
            SetByClient = details.SetByClient,
            Note = details.Note,
            Reason = request.Reason,
            Version = before.Version + 1,
            RecordedAt = time.GetUtcNow(),
            RecordedBy = call.Caller.Subject,
        };
    }
}
