namespace Tyokyky.Metrics.Persistence;

/// <summary>What was counted, and up to which fact of each source.</summary>
internal sealed record Counted(IReadOnlyList<Cell> Cells, IReadOnlyList<SourcePosition> AsOf);

/// <summary>Counts.</summary>
[Row<CountedCell>(Columns = ["Cell.Name=cell", "Cell.Numerator=numerator", "Cell.Denominator=denominator"])]
internal sealed partial class FigureStore(Database database)
{
    /// <summary>
    /// Runs a count together with the reading of the cursors, in one statement: a cursor moves in the transaction that counts its facts in, so
    /// the positions are exactly those of the figure.
    /// </summary>
    public async Task<Counted> CountAsync(Sql count, CancellationToken cancel)
    {
        var rows = await database.ListAsync(
            new Query<CountedCell>(
                $"""
                WITH counted (cell, numerator, denominator) AS ({count})
                SELECT {CountedCellRow.Columns}
                FROM (SELECT coalesce(array_agg(source ORDER BY source), ARRAY[]::text[]) AS sources,
                             coalesce(array_agg(position ORDER BY source), ARRAY[]::bigint[]) AS positions FROM subscription) s
                LEFT JOIN counted c ON true
                ORDER BY c.cell COLLATE "C"
                """,
                CountedCellRow.Read),
            cancel);
        return new Counted(
            [.. rows.Select(row => row.Cell).OfType<Cell>()],
            [.. rows[0].Sources.Zip(rows[0].Positions, (source, position) => new SourcePosition { Source = source, Position = position })]);
    }
}

/// <summary>One cell, or none if nothing was counted, beside the positions.</summary>
internal sealed record CountedCell(string[] Sources, long[] Positions, Cell? Cell);
