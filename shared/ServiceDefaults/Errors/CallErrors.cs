namespace Tyokyky.ServiceDefaults;

/// <summary>Refusals that belong to no aggregate: identity, access, limits and the way here.</summary>
internal static class CallErrors
{
    public static DomainException NoRelation() => new(ErrorKind.PermissionDenied, "NO_RELATION", "The caller has no relation to such an object.");

    public static DomainException RpcNotOpen(string rpc) =>
        new(ErrorKind.PermissionDenied, "RPC_NOT_OPEN", "The access table opens this RPC to nobody.", ("rpc", rpc));

    public static DomainException RoleNotAllowed(string rpc, Role allowed) =>
        new(ErrorKind.PermissionDenied, "ROLE_NOT_ALLOWED", "None of the token's roles may call this RPC.", ("rpc", rpc), ("roles", Roles.Names(allowed)));

    public static DomainException OrganisationNotRegistered() =>
        new(ErrorKind.PermissionDenied, "ORGANISATION_NOT_REGISTERED", "The token's organisation is not registered; an operator registers it.");

    public static DomainException RpcUnknown(string rpc) => new(ErrorKind.Unimplemented, "RPC_UNKNOWN", "There is no such RPC here.", ("rpc", rpc));

    public static DomainException Token(string reason, string message) => new(ErrorKind.Unauthenticated, reason, message);

    public static DomainException TokenEnded(string? cursor) =>
        new(ErrorKind.Unauthenticated, "TOKEN_EXPIRED", "The token ended.", Resume(cursor));

    public static DomainException IdentityUnavailable() =>
        new(ErrorKind.Unavailable, "IDENTITY_PROVIDER_UNAVAILABLE", "The token cannot be checked now: its issuer does not answer.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static DomainException HeaderInvalid(string header, string whatWouldBeRight) => DomainException.Field(header, "METADATA_INVALID", whatWouldBeRight);

    public static DomainException MessageMalformed() =>
        new(ErrorKind.InvalidArgument, "MESSAGE_MALFORMED", "The request is not one whole message of the RPC's request type.");

    public static DomainException MessageTooLarge(int limit) =>
        new(
            ErrorKind.ResourceExhausted,
            "MESSAGE_TOO_LARGE",
            $"A message may have at most {limit} bytes.",
            ("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static DomainException EncodingUnknown() =>
        new(ErrorKind.Unimplemented, "ENCODING_UNKNOWN", "The message's compression is not known here; identity and gzip are.");

    public static DomainException DeadlineExceeded() =>
        new(
            ErrorKind.DeadlineExceeded,
            "DEADLINE_EXCEEDED",
            "The time given for the call ran out; whether it took effect is not known, and the same request id may be sent again.");

    public static DomainException Cancelled() => new(ErrorKind.Cancelled, "CALL_CANCELLED", "The caller gave up.");

    public static DomainException ShuttingDown(string? cursor) =>
        new(ErrorKind.Unavailable, "SHUTTING_DOWN", "This replica is stopping.", Resume(cursor)) { RetryAfter = TimeSpan.FromSeconds(1) };

    public static DomainException SlowReader(string? cursor) =>
        new(ErrorKind.ResourceExhausted, "READER_TOO_SLOW", "The stream's reader did not keep up; go on from the cursor.", Resume(cursor));

    public static DomainException TooManyCalls(TimeSpan wait) =>
        new(ErrorKind.ResourceExhausted, "RATE_LIMITED", "The caller calls more often than agreed.") { RetryAfter = wait };

    public static DomainException ConcurrentChange() =>
        new(ErrorKind.Aborted, "CONCURRENT_CHANGE", "Others kept changing the same object; read it and try again.")
        {
            RetryAfter = TimeSpan.FromMilliseconds(100),
        };

    public static DomainException TimedOut() =>
        new(ErrorKind.Unavailable, "TIMED_OUT", "A part did not answer in its time.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static DomainException DependencyUnavailable() =>
        new(ErrorKind.Unavailable, "DEPENDENCY_UNAVAILABLE", "A service that the answer needs is not available.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static DomainException Internal() => new(ErrorKind.Internal, "INTERNAL", "Something is wrong here; the trace id finds it.");

    private static ReadOnlySpan<(string Key, string Value)> Resume(string? cursor) => cursor is null ? [] : new[] { ("resume_cursor", cursor) };
}
