using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Tyokyky.Records;

/// <summary>One SQL statement, written as an interpolated string: every hole becomes a typed positional parameter.</summary>
/// <remarks>The text of a statement written at one place is always the same object, so the server's prepared statement is found at once.</remarks>
[InterpolatedStringHandler]
public sealed class Sql
{
    private readonly List<object> segments;
    private readonly List<NpgsqlParameter> parameters;
    private SqlText text = SqlText.Root;
    private bool used;

    public Sql(int literalLength, int formattedCount)
    {
        segments = new List<object>((2 * formattedCount) + 1);
        parameters = new List<NpgsqlParameter>(formattedCount);
    }

    /// <summary>The statement with <c>$1</c> … in place of the holes.</summary>
    public string Text => text.Text;

    internal IReadOnlyList<NpgsqlParameter> Parameters => parameters;

    /// <summary>An identifier (table, schema, column) that is not known where the statement is written.</summary>
    public static SqlName Name(string identifier) => new(identifier);

    /// <summary>A jsonb value.</summary>
    public static SqlJson Json(string? json) => new(json);

    public void AppendLiteral(string value)
    {
        segments.Add(value);
        text = text.Then(value);
    }

    /// <summary>Inlines another statement with its parameters.</summary>
    public void AppendFormatted(Sql part)
    {
        var next = 0;
        foreach (var segment in part.segments)
        {
            if (segment is string literal) { AppendLiteral(literal); }
            else { Add(part.used ? part.parameters[next++].Clone() : part.parameters[next++]); }
        }

        part.used = true;
    }

    public void AppendFormatted(SqlName name) => AppendLiteral(name.Quoted);
    public void AppendFormatted(SqlJson json) => Add(new NpgsqlParameter<string?> { TypedValue = json.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
    public void AppendFormatted(string? value) => Add(new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });
    public void AppendFormatted(Guid value) => Add(new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid });
    public void AppendFormatted(Guid? value) => AddNullable(value, NpgsqlDbType.Uuid);
    public void AppendFormatted(bool value) => Add(new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean });
    public void AppendFormatted(bool? value) => AddNullable(value, NpgsqlDbType.Boolean);
    public void AppendFormatted(short value) => Add(new NpgsqlParameter<short> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Smallint });
    public void AppendFormatted(int value) => Add(new NpgsqlParameter<int> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Integer });
    public void AppendFormatted(int? value) => AddNullable(value, NpgsqlDbType.Integer);
    public void AppendFormatted(long value) => Add(new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint });
    public void AppendFormatted(long? value) => AddNullable(value, NpgsqlDbType.Bigint);
    public void AppendFormatted(decimal value) => Add(new NpgsqlParameter<decimal> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Numeric });
    public void AppendFormatted(decimal? value) => AddNullable(value, NpgsqlDbType.Numeric);
    public void AppendFormatted(double value) => Add(new NpgsqlParameter<double> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Double });
    public void AppendFormatted(double? value) => AddNullable(value, NpgsqlDbType.Double);
    public void AppendFormatted(DateOnly value) => Add(new NpgsqlParameter<DateOnly> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Date });
    public void AppendFormatted(DateOnly? value) => AddNullable(value, NpgsqlDbType.Date);
    public void AppendFormatted(DateTimeOffset value) =>
        Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = value.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
    public void AppendFormatted(DateTimeOffset? value) => AddNullable(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
    public void AppendFormatted(TimeSpan value) => Add(new NpgsqlParameter<TimeSpan> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Interval });
    public void AppendFormatted(byte[]? value) => Add(new NpgsqlParameter<byte[]?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea });
    public void AppendFormatted(ReadOnlyMemory<byte> value) =>
        Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea });
    public void AppendFormatted(string?[] value) => AddArray(value, NpgsqlDbType.Text);
    public void AppendFormatted(Guid[] value) => AddArray(value, NpgsqlDbType.Uuid);
    public void AppendFormatted(Guid?[] value) => AddArray(value, NpgsqlDbType.Uuid);
    public void AppendFormatted(int[] value) => AddArray(value, NpgsqlDbType.Integer);
    public void AppendFormatted(long[] value) => AddArray(value, NpgsqlDbType.Bigint);
    public void AppendFormatted(DateOnly[] value) => AddArray(value, NpgsqlDbType.Date);
    public void AppendFormatted(DateTimeOffset[] value) => AddArray(value, NpgsqlDbType.TimestampTz);
    public void AppendFormatted(byte[][] value) => AddArray(value, NpgsqlDbType.Bytea);

    internal NpgsqlBatchCommand ToBatchCommand() => Fill(new NpgsqlBatchCommand(Text), command => command.Parameters);

    /// <summary>The query inside a guard, which raises <c>TY001</c> when it finds no row.</summary>
    internal NpgsqlBatchCommand ToFenceCommand() => Fill(new NpgsqlBatchCommand(text.Fenced), command => command.Parameters);

    /// <summary>The query inside a guard, which raises <c>TY001</c> when it finds a row.</summary>
    internal NpgsqlBatchCommand ToAbsenceCommand() => Fill(new NpgsqlBatchCommand(text.GuardedAbsence), command => command.Parameters);

    /// <summary>The statement inside a guard, which raises <c>TY001</c> when it changes no row.</summary>
    internal NpgsqlBatchCommand ToGuardCommand() => Fill(new NpgsqlBatchCommand(text.Guarded), command => command.Parameters);

    internal NpgsqlCommand ToCommand(NpgsqlConnection connection, NpgsqlTransaction? transaction) =>
        Fill(new NpgsqlCommand(Text, connection, transaction), command => command.Parameters);

    private T Fill<T>(T command, Func<T, NpgsqlParameterCollection> target)
    {
        var collection = target(command);
        foreach (var parameter in parameters) { collection.Add(used ? parameter.Clone() : parameter); }
        used = true;
        return command;
    }

    private void Add(NpgsqlParameter parameter)
    {
        segments.Add(parameter);
        parameters.Add(parameter);
        text = text.ThenParameter();
    }

    private void AddNullable<T>(T? value, NpgsqlDbType type) where T : struct => Add(new NpgsqlParameter<T?> { TypedValue = value, NpgsqlDbType = type });

    private void AddArray<T>(T[] value, NpgsqlDbType element) =>
        Add(new NpgsqlParameter<T[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Array | element });
}

/// <summary>A quoted identifier inside a <see cref="Sql"/>.</summary>
public readonly record struct SqlName
{
    public SqlName(string identifier)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        // Interned: the texts of statements are found by the identity of their pieces.
        Quoted = string.Intern(string.Join('.', identifier.Split('.').Select(Quote)));
    }

    internal string Quoted { get; }

    internal static string Quote(string part) => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>A jsonb value inside a <see cref="Sql"/>.</summary>
public readonly record struct SqlJson(string? Value);
