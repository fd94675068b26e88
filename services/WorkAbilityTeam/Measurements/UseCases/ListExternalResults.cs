using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Lists a case's references to other systems' results.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListExternalResults(Reader reader, Database database, PermissionState permissions)
{
    public async Task<ListExternalResultsResponse> Handle(ListExternalResultsRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);
        var anchor = await database.OneAsync(AnchorStore.OfCase(caseId), call.Cancel);
        call.SetAuditSubject(anchor?.Client.Id.ToString(), "case", request.CaseId);
        call.Authorize(await permissions.RelationOfAsync(anchor, call));

        return await reader.ListAsync(
            request,
            call,
            paging => ConsentStore.ResultsOf(caseId, paging.BeforeId(), paging.Limit),
            result => [result.Id.ToString()],
            result => new Touch(result.ClientId, "external-result", result.Id.ToString()),
            page => ValueTask.FromResult(new ListExternalResultsResponse { Results = { page.Select(result => result.ToMessage()) } }));
    }
}
