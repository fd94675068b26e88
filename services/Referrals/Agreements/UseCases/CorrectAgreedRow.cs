using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Corrects a row that has not begun.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class CorrectAgreedRow(AgreementChanges changes, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(CorrectAgreedRowRequest request, Check check)
    {
        check.OptionalValidity(request.ValidFrom, request.ValidTo);
        changes.CheckRow(check, "", null, request.Content, request.None, request.ValidFrom);
    }

    public Task<CorrectAgreedRowResponse> Handle(CorrectAgreedRowRequest request, Call call)
    {
        return changes.ToldAsync(
            unitOfWork
                .Load(request, call, AgreedRows.ById(Guid.Parse(request.RowId)).Unguarded("the commit closes this version"))
                .Authorize(_ => default, row => changes.RelationAsync(row?.Area, call))
                .Match(row => row!.Etag)
                .WriteAsync(async (row, commit) =>
                {
                    var from = request.ValidFrom.ToDay();
                    var corrected = row!.Correct(
                        new AgreedWords(request.None, AgreementMessages.Text(request.Content), from, request.ValidTo?.ToDay(), request.Source), clock.Today);
                    changes.Require(row, request.Content, request.None, from);

                    return new CorrectAgreedRowResponse { Row = (await changes.WriteAsync(commit, row, corrected, "corrected")).ToMessage(clock.Today) };
                }),
            call);
    }
}
