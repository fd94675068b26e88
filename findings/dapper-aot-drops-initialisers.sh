#!/usr/bin/env bash
# Dapper.AOT 1.1.0 with Dapper 2.1.86: a property that the query has no column for loses its initialiser if any property of the type is init.
#
# Dapper leaves such a property as the type's author initialised it, and so does Dapper.AOT where all properties have set. With one init or
# required among them, Dapper.AOT gathers all values first and assigns every property, those without a column as well. Expected: "kept", as
# without [DapperAot]. Seen: null in a string that can't be null, with no warning from the compiler or the analyser.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
    <InterceptorsNamespaces>$(InterceptorsNamespaces);Dapper.AOT</InterceptorsNamespaces>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Dapper" Version="2.1.86" />
    <PackageReference Include="Dapper.AOT" Version="1.1.0" />
    <PackageReference Include="Microsoft.Data.Sqlite" Version="10.0.12" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Dapper;
using Microsoft.Data.Sqlite;

using var connection = new SqliteConnection("Data Source=:memory:");
connection.Open();
Console.WriteLine($"Dapper, set:      {Plain.Settable(connection)}");
Console.WriteLine($"Dapper, init:     {Plain.Initialised(connection)}");
Console.WriteLine($"Dapper.AOT, set:  {Aot.Settable(connection)}");
Console.WriteLine($"Dapper.AOT, init: {Aot.Initialised(connection)}");

record Settable
{
    public string Name { get; set; } = "";
    public string Note { get; set; } = "kept";
}

record Initialised
{
    public string Name { get; init; } = "";
    public string Note { get; init; } = "kept";
}

static class Plain
{
    public static string Settable(SqliteConnection connection) => connection.QuerySingle<Settable>("select 'a' as name").Note ?? "null";
    public static string Initialised(SqliteConnection connection) => connection.QuerySingle<Initialised>("select 'a' as name").Note ?? "null";
}

[DapperAot]
static class Aot
{
    public static string Settable(SqliteConnection connection) => connection.QuerySingle<Settable>("select 'a' as name").Note ?? "null";
    public static string Initialised(SqliteConnection connection) => connection.QuerySingle<Initialised>("select 'a' as name").Note ?? "null";
}
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
seen=$(dotnet bin/Release/net10.0/finding.dll)
echo "$seen"
[ "$seen" = 'Dapper, set:      kept
Dapper, init:     kept
Dapper.AOT, set:  kept
Dapper.AOT, init: null' ]
