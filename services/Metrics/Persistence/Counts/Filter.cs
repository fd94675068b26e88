namespace Tyokyky.Metrics.Persistence.Counts;

/// <summary>A population as a condition on the tables' common columns: day, municipality, programme, organisation.</summary>
internal sealed class Filter(Population population, DateOnly today)
{
    /// <summary>Until when an open wait is known to last.</summary>
    public DateOnly Today { get; } = today;

    /// <summary>As on which day is told what changes: the population's last one, or today.</summary>
    public DateOnly Until => population.To < Today ? population.To : Today;

    public Sql Rows(string table) => Rows((Sql)$"{Sql.Name(table)}");

    /// <summary>The rows of a table, or of a statement in parentheses, that the population holds.</summary>
    public Sql Rows(Sql source)
    {
        // Only the conditions that there are: each combination is a statement of its own, with a plan of its own.
        Sql rows = $"SELECT * FROM {source} t WHERE day BETWEEN {population.From} AND {population.To}";
        rows = population.Municipality.Length > 0 ? $"{rows} AND municipality = {population.Municipality}" : rows;
        rows = population.Programme.Length > 0 ? $"{rows} AND programme = {population.Programme}" : rows;
        rows = population.Organisation.Length > 0 ? $"{rows} AND organisation = {population.Organisation}" : rows;
        return $"({rows})";
    }

    /// <summary>The rows of a table with the person that each is about: ids of one client are one person as known on the population's last day.</summary>
    public Sql Persons(string table) => Persons((Sql)$"{Sql.Name(table)}");

    /// <inheritdoc cref="Persons(string)"/>
    public Sql Persons(Sql source) =>
        $"(SELECT r.*, coalesce(p.person, r.client_id) AS person FROM {Rows(source)} r LEFT JOIN person_on({population.To}) p ON p.client_id = r.client_id)";

    /// <summary>Meetings know no client: one belongs to a municipality or programme if it handled a case of such a client.</summary>
    public Sql Meetings()
    {
        Sql meetings = $"SELECT * FROM meeting m WHERE day BETWEEN {population.From} AND {population.To}";
        meetings = population.Organisation.Length > 0 ? $"{meetings} AND organisation = {population.Organisation}" : meetings;
        if (population.Municipality.Length > 0 || population.Programme.Length > 0)
        {
            Sql ofClients = $"SELECT FROM handled_case h JOIN team_case c USING (case_id) WHERE h.meeting_id = m.meeting_id";
            ofClients = population.Municipality.Length > 0 ? $"{ofClients} AND c.municipality = {population.Municipality}" : ofClients;
            ofClients = population.Programme.Length > 0 ? $"{ofClients} AND c.programme = {population.Programme}" : ofClients;
            meetings = $"{meetings} AND EXISTS ({ofClients})";
        }

        return $"({meetings})";
    }
}
