using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

internal static class RequestErrors
{
    public static DomainException RequestIdInvalid() =>
        DomainException.Field("request_id", "UUID_INVALID", "a UUID such as 0190a0c2-7c3e-7d2b-9a44-3f5c5b1b9c11");

    public static DomainException Reused() =>
        new(ErrorKind.AlreadyExists, "REQUEST_ID_REUSED", "This request id was used for a different request. Make a new one for each new request.");

    public static DomainException UnexpectedEtag() => DomainException.Field("etag", "ETAG_UNEXPECTED", "empty: there is nothing yet that it could be of");

    public static DomainException StaleEtag(string current, LastChange? last) =>
        new(ErrorKind.Aborted, "ETAG_STALE", "The resource has changed since it was read. Read it again and decide anew.", StaleMetadata(current, last));

    private static Dictionary<string, string> StaleMetadata(string current, LastChange? last)
    {
        var metadata = new Dictionary<string, string> { ["etag"] = current };
        if (last is not null)
        {
            metadata["changed_by"] = last.Actor;
            metadata["changed_at"] = Rfc3339.Text(last.RecordedAt);
        }

        return metadata;
    }
}
