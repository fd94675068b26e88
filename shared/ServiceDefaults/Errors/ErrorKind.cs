namespace Tyokyky.ServiceDefaults;

/// <summary>What kind of refusal an error is; each maps to one gRPC status code.</summary>
public enum ErrorKind
{
    /// <summary>The request is wrong whatever the state.</summary>
    InvalidArgument,
    /// <summary>The named thing does not exist, and the caller may know that.</summary>
    NotFound,
    /// <summary>What was to be created exists.</summary>
    AlreadyExists,
    /// <summary>The caller may not.</summary>
    PermissionDenied,
    /// <summary>Nobody, or nobody provable, is calling.</summary>
    Unauthenticated,
    /// <summary>The state forbids it; repeating does not help before the state changes.</summary>
    FailedPrecondition,
    /// <summary>Somebody else was first; read again and repeat.</summary>
    Aborted,
    /// <summary>Beyond what there is.</summary>
    OutOfRange,
    /// <summary>Too much, too often, too slow.</summary>
    ResourceExhausted,
    /// <summary>A part is missing for now; repeat with the same request id.</summary>
    Unavailable,
    /// <summary>The time given ran out.</summary>
    DeadlineExceeded,
    /// <summary>The caller gave up.</summary>
    Cancelled,
    /// <summary>There is no such RPC here.</summary>
    Unimplemented,
    /// <summary>A bug of ours.</summary>
    Internal,
}
