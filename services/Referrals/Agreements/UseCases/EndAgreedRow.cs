using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Ends a row after a day, or withdraws one that has not begun.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class EndAgreedRow(AgreementChanges changes, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public Task<EndAgreedRowResponse> Handle(EndAgreedRowRequest request, Call call)
    {
        return changes.ToldAsync(
            unitOfWork
                .Load(request, call, AgreedRows.ById(Guid.Parse(request.RowId)).Unguarded("the commit closes this version"))
                .Authorize(_ => default, row => changes.RelationAsync(row?.Area, call))
                .Match(row => row!.Etag)
                .WriteAsync(async (row, commit) =>
                {
                    var ended = row!.End(request.ValidTo?.ToDay(), request.Source, clock.Today);

                    var written = await changes.WriteAsync(commit, row, ended, ended.IsWithdrawn ? "withdrawn" : "ended");
                    return new EndAgreedRowResponse { Row = written.ToMessage(clock.Today) };
                }),
            call);
    }
}
