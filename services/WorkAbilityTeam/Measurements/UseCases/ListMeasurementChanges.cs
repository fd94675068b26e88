using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>How a case's values changed since the start.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListMeasurementChanges(Reader reader, PermissionState permissions)
{
    public Task<ListMeasurementChangesResponse> Handle(ListMeasurementChangesRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);
        return reader
            .Load(
                call, AnchorStore.OfCase(id), MeasurementStore.AnsweredIn(id), MeasurementStore.Scales(),
                (anchor, answered, scales) => (Anchor: anchor, Pairs: MeasurementPair.Of(answered!, scales!)))
            .Authorize(found => new AuditSubject(found.Anchor?.Client.Id, "case", id), found => permissions.RelationOfAsync(found.Anchor, call))
            .AnswerAsync((found, relation) =>
            {
                var reads = MeasurementMessages.ReadsValues(call.Caller, relation);
                var response = new ListMeasurementChangesResponse { Withheld = !reads };
                response.Changes.AddRange(reads ? found.Pairs.Select(pair => pair.ToMessage()) : []);
                return ValueTask.FromResult(response);
            });
    }
}
