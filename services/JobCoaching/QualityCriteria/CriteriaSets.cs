namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>
/// The versions of sets, kept in memory: a version is added by a migration and never changed, so what is kept is right for ever. One that is not known
/// may have been added since, and is looked for.
/// </summary>
internal sealed class CriteriaSets(Database database)
{
    private volatile IReadOnlyList<CriteriaSet> known = [];

    /// <summary>Those in use on the day, as they are now.</summary>
    public async ValueTask<IReadOnlyList<CriteriaSet>> InUseAsync(DateOnly day, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return [.. known.Where(set => set.IsInUse(day))];
    }

    /// <summary>The version (empty: the newest) in use on the day.</summary>
    public async ValueTask<CriteriaSet> InUseAsync(string code, string edition, DateOnly day, CancellationToken cancel)
    {
        if (Find() is { } found)
        {
            return found;
        }

        await ReadAsync(cancel);
        return Find() ?? throw QualityErrors.SetUnknown(day);

        CriteriaSet? Find() => known.LastOrDefault(set => set.Code == code && (edition.Length == 0 || set.Edition == edition) && set.IsInUse(day));
    }

    /// <summary>That of a review.</summary>
    public async ValueTask<CriteriaSet> OfAsync(Review review, CancellationToken cancel)
    {
        if (known.FirstOrDefault(set => Is(set)) is { } found)
        {
            return found;
        }

        await ReadAsync(cancel);
        return known.Single(Is);

        bool Is(CriteriaSet set) => (set.Code, set.Edition) == (review.Set, review.Edition);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var (sets, items, anchors) = await database.ManyAsync(
            QualityStore.Sets().All(), QualityStore.Items().All(), QualityStore.Anchors().All(), cancel);
        var bands = await database.ListAsync(QualityStore.Bands(), cancel);
        known =
        [
            .. sets!.Select(set => set with
            {
                Items =
                [
                    .. items!.Where(item => (item.Set, item.Edition) == (set.Code, set.Edition)).Select(item => item with
                    {
                        Anchors = [.. anchors!.Where(anchor => (anchor.Set, anchor.Edition, anchor.Item) == (set.Code, set.Edition, item.Item))],
                    }),
                ],
                Bands = [.. bands.Where(band => (band.Set, band.Edition) == (set.Code, set.Edition))],
            }),
        ];
    }
}
