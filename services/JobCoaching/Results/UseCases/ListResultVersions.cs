using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Lists what was told of a result, oldest first.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class ListResultVersions(Reader reader)
{
    public Task<ListResultVersionsResponse> Handle(ListResultVersionsRequest request, Call call)
    {
        var id = Guid.Parse(request.ResultId);
        return reader
            .Load(call, ResultStore.ById(id), ResultStore.VersionsOf(id), (result, versions) => (Result: result, Versions: versions!))
            .Authorize(found => new AuditSubject(found.Result?.Client.Id, "result", id), found => found.Result?.RelationOf(call.Caller))
            .AnswerAsync((found, _) => ValueTask.FromResult(new ListResultVersionsResponse { Versions = { found.Versions.Select(Told) } }));
    }

    private static Proto.ResultVersion Told(ResultVersion version) => new()
    {
        Result = Proto.Result.Parser.ParseFrom(version.Told),
        RecordedAt = version.RecordedAt.ToTimestamp(),
        RecordedBy = version.RecordedBy,
        Reason = version.Reason,
        Note = version.Note,
    };
}
