namespace Tyokyky.Metrics.Persistence;

/// <summary>What was counted, and up to which fact of each source.</summary>
internal sealed record Counted(IReadOnlyList<Cell> Cells, IReadOnlyList<SourcePosition> AsOf);

/// <summary>Counts.</summary>
internal sealed class FigureStore(Database database)
{
    /// <summary>
    /// Runs a count together with the reading of the cursors, in one statement: a cursor moves in the transaction that counts its facts in, so
    /// the positions are exactly those of the figure.
    /// </summary>
    public async Task<Counted> CountAsync(Sql count, CancellationToken cancel)
    {
        var rows = await database.ListAsync(
            new Query<Row>(
                $"""
                WITH counted (cell, numerator, denominator) AS ({count})
                SELECT s.sources, s.positions, c.cell, coalesce(c.numerator, 0), coalesce(c.denominator, 0)
                FROM (SELECT coalesce(array_agg(source ORDER BY source), ARRAY[]::text[]) AS sources,
                             coalesce(array_agg(position ORDER BY source), ARRAY[]::bigint[]) AS positions FROM subscription) s
                LEFT JOIN counted c ON true
                ORDER BY c.cell COLLATE "C"
                """,
                row => new Row(row.GetFieldValue<string[]>(0), row.GetFieldValue<long[]>(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt64(4))),
            cancel);
        return new Counted(
            [.. rows.Where(row => row.Cell is not null).Select(row => new Cell(row.Cell!, row.Numerator, row.Denominator))],
            [.. rows[0].Sources.Zip(rows[0].Positions, (source, position) => new SourcePosition { Source = source, Position = position })]);
    }

    private sealed record Row(string[] Sources, long[] Positions, string? Cell, long Numerator, long Denominator);
}
