using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.Results;

/// <summary>What others are told of results. Jobs, work trials and studies have facts of their own kind; what becomes of any is told alike.</summary>
internal static class ResultFacts
{
    public static IMessage Of(Result? before, Result now, DateOnly today) => (before?.State, now.State) switch
    {
        (null, _) => Recorded(now),
        (_, ResultState.EnteredInError) => new ResultEnteredInError
        {
            ResultId = now.Id.ToString(),
            ClientId = now.Client.Id.ToString(),
            Type = Type(now),
            Reason = now.ErrorReason,
            EnteredOn = today.ToDate(),
        },
        _ when before!.Subsidies.Count < now.Subsidies.Count => Changed(now, now.Subsidies[^1]),
        (ResultState.UnderWay, ResultState.Ended) when
            before.Details with { EndedOn = now.Details.EndedOn, EndReason = now.Details.EndReason, Outcome = now.Details.Outcome }
            == now.Details && before.Work == now.Work && before.Sector == now.Sector => Ended(now),
        _ => Corrected(now, today),
    };

    private static IMessage Recorded(Result result) => result.Type switch
    {
        ResultType.Studies => Studies(result),
        ResultType.WorkTrial => WorkTrial(result),
        _ when result.IsJob => Job(result),
        _ => Other(result),
    };

    private static ResultCorrected Corrected(Result result, DateOnly today)
    {
        var corrected = new ResultCorrected
        {
            EndedOn = result.Details.EndedOn?.ToDate(),
            EndReason = result.IsJob ? result.Details.EndReason : "",
            Outcome = result.Details.Outcome,
            CorrectedOn = today.ToDate(),
            PaySubsidyChanges = { result.Subsidies.Select(change => Changed(result, change)) },
        };
        switch (Recorded(result))
        {
            case JobRecorded job: corrected.Job = job; break;
            case WorkTrialRecorded trial: corrected.WorkTrial = trial; break;
            case StudiesRecorded studies: corrected.Studies = studies; break;
            case ResultRecorded other: corrected.Other = other; break;
        }

        return corrected;
    }

    private static IMessage Ended(Result result) => result.IsJob
        ? new JobEnded
        {
            JobId = result.Id.ToString(),
            ClientId = result.Client.Id.ToString(),
            Reason = result.Details.EndReason,
            EndedOn = result.Details.EndedOn?.ToDate(),
        }
        : new ResultEnded
        {
            ResultId = result.Id.ToString(),
            ClientId = result.Client.Id.ToString(),
            Type = Type(result),
            Outcome = result.Details.Outcome,
            EndedOn = result.Details.EndedOn?.ToDate(),
        };

    private static PaySubsidyChanged Changed(Result job, SubsidyChange change) => new()
    {
        JobId = job.Id.ToString(),
        ClientId = job.Client.Id.ToString(),
        PaySubsidised = change.PaySubsidised,
        FromDay = change.From.ToDate(),
    };

    private static JobRecorded Job(Result job) => new()
    {
        JobId = job.Id.ToString(),
        CoachingId = Text(job.CoachingId),
        Client = job.Client.Facets(),
        Organisation = job.Organisation,
        EmployerId = Text(job.Details.EmployerId),
        Sector = job.Sector,
        Kind = ResultRules.Of(job.Type).Code,
        PaySubsidised = job.Work!.PaySubsidised,
        OpenLabourMarket = job.Work.OpenLabourMarket,
        Contract = job.Work.Contract == Contract.Permanent ? "permanent" : "fixed-term",
        WeeklyHours = job.Work.WeeklyHours,
        WorkingTime = job.Work.WorkingTime switch
        {
            WorkingTime.FullTime => "full-time",
            WorkingTime.PartTime => "part-time",
            _ => "",
        },
        Occupation = job.Work.Occupation,
        StartedOn = job.Details.StartedOn.ToDate(),
        Referrer = job.ReferredBy.Fact(),
    };

    private static WorkTrialRecorded WorkTrial(Result trial) => new()
    {
        WorkTrialId = trial.Id.ToString(),
        CoachingId = Text(trial.CoachingId),
        Client = trial.Client.Facets(),
        Organisation = trial.Organisation,
        EmployerId = Text(trial.Details.EmployerId),
        StartedOn = trial.Details.StartedOn.ToDate(),
        EndsOn = trial.Details.EndsOn?.ToDate(),
        Referrer = trial.ReferredBy.Fact(),
    };

    private static StudiesRecorded Studies(Result studies) => new()
    {
        StudiesId = studies.Id.ToString(),
        CoachingId = Text(studies.CoachingId),
        Client = studies.Client.Facets(),
        Organisation = studies.Organisation,
        Level = studies.Details.Code,
        StartedOn = studies.Details.StartedOn.ToDate(),
        Referrer = studies.ReferredBy.Fact(),
    };

    private static ResultRecorded Other(Result result) => new()
    {
        ResultId = result.Id.ToString(),
        CoachingId = Text(result.CoachingId),
        Client = result.Client.Facets(),
        Organisation = result.Organisation,
        Type = Type(result),
        RehabilitationPath = result.Type == ResultType.RehabilitationPath ? result.Details.Code : "",
        StartedOn = result.Details.StartedOn.ToDate(),
        EndsOn = result.Details.EndsOn?.ToDate(),
        Referrer = result.ReferredBy.Fact(),
    };

    private static string Type(Result result) => result.IsJob ? "job" : ResultRules.Of(result.Type).Code;
}
