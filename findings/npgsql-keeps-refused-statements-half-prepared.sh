#!/usr/bin/env bash
# Npgsql 10.0.3 (NuGet), automatic preparation (npgsql#6391): a statement whose values PostgreSQL refuses while it is being prepared is taken for prepared.
#
# Expected: what was refused has failed, and the same statement with good values goes through afterwards.
# Seen: the good one fails too, on that connection, whoever comes next, with a bare Exception ("unexpected backend message"); what it wrote is committed
# nevertheless. So it is with every refusal when values are bound or the statement is planned, also with a cancellation that arrives just then; not
# with constraints, which are checked when it runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
cd "$folder"
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -1 || command -v initdb)")
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
as_owner "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C >initdb.log
as_owner "$bin/pg_ctl" -D "$folder/data" -o "-k $folder -c listen_addresses=" -l "$folder/server.log" -w start >/dev/null
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Npgsql" Version="10.0.3" /></ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Npgsql;

await using var source = NpgsqlDataSource.Create($"Host={args[0]};Username=postgres;Maximum Pool Size=1;Max Auto Prepare=10;Auto Prepare Min Usages=2");
async Task<string> AddAsync(string name)
{
    try
    {
        await using var command = source.CreateCommand("INSERT INTO person VALUES ($1) RETURNING name");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (string)(await command.ExecuteScalarAsync())!;
    }
    catch (Exception failure)
    {
        return failure.GetType().Name;
    }
}

await using (var make = source.CreateCommand("CREATE TABLE person (name text)")) { await make.ExecuteNonQueryAsync(); }
Console.WriteLine($"{await AddAsync("one")} {await AddAsync("\0")} {await AddAsync("two")} {await AddAsync("three")}");
await using var list = source.CreateCommand("SELECT string_agg(name, ' ') FROM person");
Console.WriteLine(await list.ExecuteScalarAsync());
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
seen=$(dotnet bin/Release/net10.0/finding.dll "$folder")
echo "$seen"
[ "$seen" = $'one PostgresException Exception three\none two three' ]
