using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Adds a row to an area, valid from a day.</summary>
[Access(Role.Operator)]
[Access(Role.Manager, Relation.SameOrganisation)]
internal sealed class AddAgreedRow(AgreementChanges changes, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(AddAgreedRowRequest request, Check check)
    {
        check
            .That(
                request.Area.Length == 0 || Municipality.IsValid(request.Area) || BusinessId.IsValid(request.Area), "area", "AREA_UNKNOWN",
                "a municipality of three digits, or the Y-tunnus of a wellbeing services county")
            .OptionalValidity(request.ValidFrom, request.ValidTo);
        changes.CheckRow(check, request.Area, request.Key, request.Content, request.None, request.ValidFrom);
    }

    public Task<AddAgreedRowResponse> Handle(AddAgreedRowRequest request, Call call)
    {
        return changes.ToldAsync(
            unitOfWork
                .Load(request, call)
                .Authorize(_ => default, _ => changes.RelationAsync(request.Area, call))
                .WriteAsync(async (_, commit) =>
                {
                    await changes.RequireAreaAsync(request.Area, call.Cancel);
                    var row = new Agreement
                    {
                        Id = changes.NewId(),
                        Area = request.Area,
                        Kind = AgreedKinds.Of(request.Content)!.Name,
                        Key = request.Key,
                        IsNone = request.None,
                        Text = AgreementMessages.Text(request.Content),
                        ValidFrom = request.ValidFrom.ToDay(),
                        ValidTo = request.ValidTo?.ToDay(),
                        Source = request.Source,
                        RecordedBy = "",
                        KnownFrom = commit.RecordedAt,
                    };

                    return new AddAgreedRowResponse { Row = (await changes.WriteAsync(commit, null, row, "recorded")).ToMessage(clock.Today) };
                }),
            call);
    }
}
