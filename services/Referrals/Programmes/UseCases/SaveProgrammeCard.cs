using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Saves the next version of a programme's card.</summary>
[Access(Role.Manager, Relation.Owner)]
internal sealed class SaveProgrammeCard(CardView view, OrganisationStore organisations, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(SaveProgrammeCardRequest request, Check check) => check.Card(request.Details, clock.Today);

    public Task<SaveProgrammeCardResponse> Handle(SaveProgrammeCardRequest request, Call call)
    {
        return unitOfWork
            .Load(
                request,
                call,
                ProgrammeStore.ByCode(request.Programme).Unguarded("its term never changes, and a closed one's card may be corrected"),
                CardStore.Latest(request.Programme).Unguarded("a version is saved once: who comes second decides anew"),
                (programme, latest) => (Programme: programme, Latest: latest))
            .Authorize(_ => new AuditSubject(null, "programme", request.Programme), found => found.Programme?.RelationOf(call.Caller))
            .Match(found => found.Latest?.Etag.Value)
            .WriteAsync(async (found, commit) =>
            {
                var programme = found.Programme!;
                foreach (var (at, partner) in request.Details.Partners.Index())
                {
                    if (partner.Organisation.Length > 0)
                    {
                        await organisations.RequireAsync($"details.partners[{at}].organisation", partner.Organisation, call.Cancel);
                    }
                }

                var details = request.Details.ToDomain();
                var version = CardVersion.After(found.Latest, programme, details, CardMessages.Changed(found.Latest?.Details, details), request.Note) with
                {
                    SavedAt = commit.OccurredAt,
                    SavedBy = call.ActingUser ?? call.Caller.Subject,
                };
                commit
                    .Add(CardStore.CardVersionRow.Insert(version))
                    .OnViolation(CardStore.PrimaryKey, () => new RetryableConflict("Another version of the card was saved meanwhile."))
                    .Fact(ProgrammeFacts.Saved(version), programme.Code);
                return new SaveProgrammeCardResponse { Card = await view.Of(programme, version, Relation.Owner, call) };
            });
    }
}
