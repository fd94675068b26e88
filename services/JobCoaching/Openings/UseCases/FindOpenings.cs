using Grpc.Core;
using EmployersV1 = Tyokyky.Contracts.Employers.V1;
using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Openings;

/// <summary>Asks EmployerRelations, in the coach's name, for openings that fit the client's wishes; of the client nothing else is told.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class FindOpenings(EmployersV1.OpeningsService.OpeningsServiceClient openings, Database database, AccessLog accessLog, TimeProvider time)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    public static void Validate(FindOpeningsRequest request, Check check) =>
        check.That(request.PageSize >= 0, "page_size", "PAGE_SIZE_NEGATIVE", "0 (for the default) or a positive number");

    public async Task<FindOpeningsResponse> Handle(FindOpeningsRequest request, Call call)
    {
        var coaching = await database.OneAsync(CoachingStore.ById(Guid.Parse(request.CoachingId)), call.Cancel);
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        coaching.MayFindOpenings();

        await accessLog.ReadAsync(call, coaching.Client.Id, coaching.ObjectType, coaching.Id);
        return Told(await AskAsync(QuestionOf(coaching.Wishes, request), call));
    }

    private async Task<EmployersV1.FindOpeningsResponse> AskAsync(EmployersV1.FindOpeningsRequest question, Call call)
    {
        try
        {
            return await openings.FindOpeningsAsync(question, deadline: (time.GetUtcNow() + patience).UtcDateTime, cancellationToken: call.Cancel);
        }
        catch (RpcException trouble)
            when (!call.Cancel.IsCancellationRequested
                && trouble.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted)
        {
            throw OpeningErrors.EmployerRelationsUnavailable();
        }
    }

    private static EmployersV1.FindOpeningsRequest QuestionOf(WorkWishes wishes, FindOpeningsRequest request)
    {
        var question = new EmployersV1.FindOpeningsRequest
        {
            MaxWeeklyHours = wishes.MaxWeeklyHours,
            PageSize = request.PageSize,
            PageToken = request.PageToken,
        };
        question.Occupations.AddRange(wishes.Occupations);
        question.Municipalities.AddRange(wishes.Municipalities);
        return question;
    }

    private static FindOpeningsResponse Told(EmployersV1.FindOpeningsResponse answer)
    {
        var response = new FindOpeningsResponse { NextPageToken = answer.NextPageToken };
        foreach (var fitting in answer.Openings)
        {
            var found = new FoundOpening
            {
                OpeningId = fitting.Opening.OpeningId,
                EmployerId = fitting.Opening.EmployerId,
                EmployerName = fitting.Opening.EmployerName,
                Title = fitting.Opening.Title,
                Occupation = fitting.Opening.Occupation,
                Municipality = fitting.Opening.Municipality,
                WeeklyHours = fitting.Opening.WeeklyHours,
            };
            found.Meets.AddRange(fitting.Meets);
            response.Openings.Add(found);
        }

        return response;
    }
}
