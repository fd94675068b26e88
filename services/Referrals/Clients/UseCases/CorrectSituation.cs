using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Corrects an entry; what was known before stays readable.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class CorrectSituation(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CorrectSituationRequest request, Check check) =>
        check.Within("situation", request.Situation, (situation, details) => situation.Situation(details, clock));

    public Task<CorrectSituationResponse> Handle(CorrectSituationRequest request, Call call)
    {
        clock.DayOrToday("situation.from_day", request.Situation.FromDay);
        var id = Guid.Parse(request.SituationId);

        return unitOfWork
            .Load(
                request,
                call,
                SituationStore.Newest(id).Unguarded("the commit closes it, if it still is the newest"),
                SituationStore.HoldingBeside(id).Unguarded("the table holds one at a time"),
                ClientStore.OfEntry(id).Fenced(ClientStore.Fence),
                (before, beside, record) => (Before: before, Beside: beside!, Record: record))
            .Authorize(
                found => new AuditSubject(found.Before?.ClientId, "situation", id),
                found => found.Before?.Controller == call.Caller.Organisation ? Relation.Controller : null)
            .Match(found => found.Before!.Etag)
            .WriteAsync(async (found, commit) =>
            {
                await organisations.RequireSetterAsync(request.Situation, call);
                var corrected = Apply(found.Before!, request, call);
                foreach (var other in found.Beside)
                {
                    other.MustNotMeet(corrected);
                }

                commit.NewVersion(found.Before, corrected, found.Record!, clock.Today, "corrected");
                var name = await organisations.NamesAsync([corrected.Controller, corrected.SetByOrganisation], call.Cancel);
                return new CorrectSituationResponse { Situation = corrected.ToMessage(name) };
            });
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
