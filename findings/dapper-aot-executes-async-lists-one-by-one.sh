#!/usr/bin/env bash
# Dapper.AOT 1.1.0 with Npgsql 10.0.3: ExecuteAsync with a List sends a command for each element, though Execute sends them all as one batch.
#
# An array is one batch either way; a List only where the caller blocks, even with BatchSize(-1), which is documented to use a single batch
# for all rows. Expected: what Npgsql traces is one execution, as for the other three. Seen: as many as elements, each of which waits for
# the answer to the one before. The database here is PGlite (@electric-sql/pglite-socket 0.2.17).
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' >package.json
npm install --no-audit --no-fund --loglevel=error @electric-sql/pglite@0.5.14 @electric-sql/pglite-socket@0.2.17 >npm.log
cat >server.mjs <<'JS'
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const server = new PGLiteSocketServer({ db: await PGlite.create(), host: '127.0.0.1', port: 0 });
server.addEventListener('listening', event => console.log(event.detail.port));
await server.start();
JS
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <InterceptorsNamespaces>$(InterceptorsNamespaces);Dapper.AOT</InterceptorsNamespaces>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Dapper" Version="2.1.86" />
    <PackageReference Include="Dapper.AOT" Version="1.1.0" />
    <PackageReference Include="Npgsql" Version="10.0.3" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using System.Diagnostics;
using Dapper;
using Npgsql;

var sent = 0;
using var listener = new ActivityListener
{
    ShouldListenTo = source => source.Name == "Npgsql",
    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    ActivityStopped = _ => sent++,
};
await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={args[0]};Username=postgres;Database=postgres;SSL Mode=Disable;Pooling=false");
await connection.OpenAsync();
await Sent.Prepare(connection);
ActivitySource.AddActivityListener(listener);

async Task Count(string label, Func<Task<int>> execute)
{
    sent = 0;
    var rows = await execute();
    Console.WriteLine($"{label} {rows} rows in {sent}");
}

Row[] rows = [new(1), new(2), new(3), new(4)];
await Count("Execute, array:     ", () => Task.FromResult(Sent.Array(connection, rows)));
await Count("ExecuteAsync, array:", () => Sent.ArrayAsync(connection, rows));
await Count("Execute, List:      ", () => Task.FromResult(Sent.List(connection, [.. rows])));
await Count("ExecuteAsync, List: ", () => Sent.ListAsync(connection, [.. rows]));

record Row(int Number);

[DapperAot, BatchSize(-1)]
static class Sent
{
    const string Insert = "insert into numbers (number) values (@Number)";

    public static Task<int> Prepare(NpgsqlConnection connection) => connection.ExecuteAsync("create table numbers (number int not null)");
    public static int Array(NpgsqlConnection connection, Row[] rows) => connection.Execute(Insert, rows);
    public static Task<int> ArrayAsync(NpgsqlConnection connection, Row[] rows) => connection.ExecuteAsync(Insert, rows);
    public static int List(NpgsqlConnection connection, List<Row> rows) => connection.Execute(Insert, rows);
    public static Task<int> ListAsync(NpgsqlConnection connection, List<Row> rows) => connection.ExecuteAsync(Insert, rows);
}
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
node server.mjs >port &
server=$!
until [ -s port ]; do sleep 0.1; done
seen=$(dotnet bin/Release/net10.0/finding.dll "$(cat port)")
echo "$seen"
[ "$seen" = 'Execute, array:      4 rows in 1
ExecuteAsync, array: 4 rows in 1
Execute, List:       4 rows in 1
ExecuteAsync, List:  4 rows in 4' ]
