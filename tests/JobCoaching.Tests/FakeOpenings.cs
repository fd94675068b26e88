using Grpc.Core;
using Tyokyky.Contracts.Employers.V1;

namespace Tyokyky.JobCoaching.Tests;

/// <summary>EmployerRelations' answer to one question, or its silence.</summary>
public sealed class FakeOpenings : OpeningsService.OpeningsServiceBase
{
    public Func<FindOpeningsRequest, FindOpeningsResponse> Answer { get; set; } = _ => new FindOpeningsResponse();

    public FindOpeningsRequest? Asked { get; private set; }

    public IReadOnlyDictionary<string, string> Metadata { get; private set; } = new Dictionary<string, string>();

    public DateTime Deadline { get; private set; }

    public override Task<FindOpeningsResponse> FindOpenings(FindOpeningsRequest request, ServerCallContext context)
    {
        (Asked, Deadline) = (request, context.Deadline);
        Metadata = context.RequestHeaders.Where(entry => !entry.IsBinary).GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.First().Value);
        return Task.FromResult(Answer(request));
    }
}
