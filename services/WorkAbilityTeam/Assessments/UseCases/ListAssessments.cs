namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Lists the assessments of the caller's organisation, to a client the own ones; newest first.</summary>
[Access(Team | Role.Manager)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListAssessments(Reader reader, IBusinessClock clock)
{
    public void Validate(ListAssessmentsRequest request, Check check) => check.OptionalCode("type", request.Type, "assessment-type", clock.Today);

    public Task<ListAssessmentsResponse> Handle(ListAssessmentsRequest request, Call call)
    {
        var filter = new AssessmentFilter(
            Ids.Optional(request.ClientId), Ids.Optional(request.CaseId), Ids.Optional(request.TaskId), request.State, request.Type);

        // The client's own are every organisation's.
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "assessment", "");
            call.Authorize(filter.ClientId is { } own && call.Caller.IsClient(own) ? Relation.Client : null);
        }

        var viewer = AssessmentReader.Of(call.Caller, isClient ? Relation.Client : Relation.Owner);
        return reader.ListAsync(
            request,
            call,
            paging => AssessmentStore.Of(isClient ? null : call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            assessment => [assessment.Id.ToString()],
            assessment => new Touch(assessment.Client.Id, assessment.ObjectType, assessment.Id.ToString()),
            page => ValueTask.FromResult(
                new ListAssessmentsResponse { Assessments = { page.Select(assessment => AssessmentView.Of(assessment, viewer, clock.Today)) } }));
    }
}
