namespace Tyokyky.Referrals.Coordination;

/// <summary>Deputies as contracts tell them.</summary>
internal static class DeputyMessages
{
    public static Proto.Deputy ToMessage(this Deputy deputy) => new()
    {
        DeputyId = deputy.Id.ToString(),
        Worker = deputy.Worker,
        WorkerName = deputy.WorkerName,
        Deputy_ = deputy.Name,
        DeputyName = deputy.DeputyName,
        Organisation = deputy.Organisation,
        FromDay = deputy.FromDay.ToDate(),
        ToDay = deputy.ToDay.ToDate(),
        Clients = deputy.Clients,
        Etag = deputy.Etag,
    };
}
