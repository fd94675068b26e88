namespace Tyokyky.JobCoaching.Results;

/// <summary>Results as messages.</summary>
internal static class ResultMessages
{
    public static Proto.Job ToMessage(this Job job) => new()
    {
        JobId = job.Id.ToString(),
        CoachingId = job.CoachingId.ToString(),
        ClientId = job.ClientId.ToString(),
        EmployerId = job.EmployerId.ToString(),
        Sector = job.Sector,
        Kind = job.Kind,
        OpenLabourMarket = job.OpenLabourMarket,
        Contract = job.Contract,
        WeeklyHours = job.WeeklyHours,
        Occupation = job.Occupation,
        PaySubsidised = job.PaySubsidised,
        StartedOn = job.StartedOn.ToDate(),
        EndedOn = job.EndedOn?.ToDate(),
        EndReason = job.EndReason,
        Etag = job.Etag,
    };

    public static Proto.WorkTrial ToMessage(this WorkTrial trial) => new()
    {
        WorkTrialId = trial.Id.ToString(),
        CoachingId = trial.CoachingId.ToString(),
        ClientId = trial.ClientId.ToString(),
        EmployerId = trial.EmployerId.ToString(),
        StartedOn = trial.StartedOn.ToDate(),
        EndsOn = trial.EndsOn.ToDate(),
    };

    public static Proto.Studies ToMessage(this Studies studies) => new()
    {
        StudiesId = studies.Id.ToString(),
        CoachingId = studies.CoachingId.ToString(),
        ClientId = studies.ClientId.ToString(),
        Level = studies.Level,
        StartedOn = studies.StartedOn.ToDate(),
    };
}
