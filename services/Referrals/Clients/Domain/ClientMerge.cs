namespace Tyokyky.Referrals.Clients;

/// <summary>Two ids that somebody found to be one person.</summary>
internal sealed record ClientMerge : IVersioned
{
    public required Guid Id { get; init; }

    public required string Controller { get; init; }

    public required Guid Kept { get; init; }

    public required Guid Merged { get; init; }

    /// <summary>True when a personal identity code said it: a merge that nobody is told of.</summary>
    public bool ByCode { get; init; }

    public required string Reason { get; init; }

    public required string MergedBy { get; init; }

    public required DateTimeOffset MergedAt { get; init; }

    public DateTimeOffset? SplitAt { get; init; }

    public string ObjectType => "client-merge";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(SplitAt is null ? 1 : 2, Id);

    /// <summary>Which person the other is merged into: the one asked for, unless the other alone has a personal identity code.</summary>
    /// <param name="kept">The client to go on with.</param>
    /// <param name="merged">The client that is the same person.</param>
    /// <param name="born">The kept client's day of birth as it was said again: asked for when the two differ in it.</param>
    public static (ClientRecord Kept, ClientRecord Merged) Decide(ClientRecord kept, ClientRecord merged, DateOnly? born)
    {
        if (kept.Person == merged.Person)
        {
            throw ClientErrors.AlreadyMerged();
        }

        if (kept.HasCode && merged.HasCode)
        {
            throw ClientErrors.CodesDiffer();
        }

        var (stays, goes) = merged.HasCode ? (merged, kept) : (kept, merged);
        if (born is null && stays.BirthDate is { } one && goes.BirthDate is { } other && one != other)
        {
            throw ClientErrors.BirthDatesDiffer();
        }

        return born is null || born == stays.BirthDate ? (stays, goes) : throw ClientErrors.BirthDateOfKept();
    }

    public ClientMerge Split(DateTimeOffset at) => SplitAt is null
        ? this with { SplitAt = at }
        : throw new DomainException(ErrorKind.FailedPrecondition, "ALREADY_SPLIT", "The merge was taken back already.");
}
