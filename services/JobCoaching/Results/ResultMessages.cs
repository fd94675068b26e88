using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.Results;

/// <summary>Results as messages, and what requests say of them.</summary>
internal static class ResultMessages
{
    public static Proto.Result ToMessage(this Result result) => new()
    {
        ResultId = result.Id.ToString(),
        CoachingId = Text(result.CoachingId),
        ClientId = result.Client.Id.ToString(),
        Organisation = result.Organisation,
        Type = result.Type,
        State = result.State,
        Details = new Proto.ResultDetails
        {
            StartedOn = result.Details.StartedOn.ToDate(),
            EndsOn = result.Details.EndsOn?.ToDate(),
            EmployerId = Text(result.Details.EmployerId),
            Place = result.Details.Place,
            Work = result.Work?.ToMessage(),
            StudyLevel = result.Type == ResultType.Studies ? result.Details.Code : "",
            RehabilitationPath = result.Type == ResultType.RehabilitationPath ? result.Details.Code : "",
            EndedOn = result.Details.EndedOn?.ToDate(),
            EndReason = result.Details.EndReason,
            Outcome = result.Details.Outcome,
        },
        Sector = result.Sector,
        PaySubsidyChanges = { result.Subsidies.Select(ToMessage) },
        Programme = result.Client.Programme,
        ErrorReason = result.ErrorReason,
        Etag = result.Etag,
    };

    public static Job ToJob(this Result job) => new()
    {
        JobId = job.Id.ToString(),
        CoachingId = Text(job.CoachingId),
        ClientId = job.Client.Id.ToString(),
        EmployerId = Text(job.Details.EmployerId),
        Workplace = job.Details.Place,
        Sector = job.Sector,
        Kind = job.Type == ResultType.Apprenticeship ? JobKind.Apprenticeship : JobKind.Employment,
        OpenLabourMarket = job.Work!.OpenLabourMarket,
        Contract = job.Work.Contract,
        WeeklyHours = job.Work.WeeklyHours,
        WorkingTime = job.Work.WorkingTime,
        Occupation = job.Work.Occupation,
        PaySubsidised = job.Work.PaySubsidised,
        PaySubsidyChanges = { job.Subsidies.Select(ToMessage) },
        StartedOn = job.Details.StartedOn.ToDate(),
        EndedOn = job.Details.EndedOn?.ToDate(),
        EndReason = job.Details.EndReason,
        Etag = job.Etag,
    };

    public static WorkTrial ToWorkTrial(this Result trial) => new()
    {
        WorkTrialId = trial.Id.ToString(),
        CoachingId = Text(trial.CoachingId),
        ClientId = trial.Client.Id.ToString(),
        EmployerId = Text(trial.Details.EmployerId),
        StartedOn = trial.Details.StartedOn.ToDate(),
        EndsOn = trial.Details.EndsOn?.ToDate(),
    };

    public static Studies ToStudies(this Result studies) => new()
    {
        StudiesId = studies.Id.ToString(),
        CoachingId = Text(studies.CoachingId),
        ClientId = studies.Client.Id.ToString(),
        Level = studies.Details.Code,
        StartedOn = studies.Details.StartedOn.ToDate(),
    };

    public static ResultTold ToDomain(this Proto.ResultDetails told, ResultType type)
    {
        var details = new ResultDetails
        {
            StartedOn = told.StartedOn.ToDay(),
            EndsOn = told.EndsOn?.ToDay(),
            EmployerId = Ids.Optional(told.EmployerId),
            Place = told.Place,
            Code = told.StudyLevel + told.RehabilitationPath,
            EndedOn = told.EndedOn?.ToDay(),
            EndReason = told.EndReason,
            Outcome = told.Outcome,
        };
        // A business of which nothing more is told has work all the same, of which nothing is known.
        var work = ResultRules.Of(type).HasWork ? told.Work ?? new Work() : null;
        return new(details, work is null ? null : new(
            work.Contract, work.WeeklyHours, work.WorkingTime, work.Occupation, work.OpenLabourMarket, work.PaySubsidised));
    }

    private static Work ToMessage(this ResultWork work) => new()
    {
        Contract = work.Contract,
        WeeklyHours = work.WeeklyHours,
        WorkingTime = work.WorkingTime,
        Occupation = work.Occupation,
        OpenLabourMarket = work.OpenLabourMarket,
        PaySubsidised = work.PaySubsidised,
    };

    private static PaySubsidyChange ToMessage(SubsidyChange change) => new() { FromDay = change.From.ToDate(), PaySubsidised = change.PaySubsidised };
}
