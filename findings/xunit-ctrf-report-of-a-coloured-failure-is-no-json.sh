#!/usr/bin/env bash
# xunit.v3 4.0.2: the CTRF report of a failure whose message holds a terminal's colour is not JSON.
#
# A test fails with the output of a program that it ran, as many do that run one: the words hold ESC [31m. Expected of `-result-ctrf`: a JSON
# report, with the character as \u001b (RFC 8259, section 7). Seen: the byte 1B as it is, which JSON.parse and System.Text.Json refuse, so that
# the one report that is needed, that of a failure, can't be read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="xunit.v3" Version="4.0.2" />
  </ItemGroup>
</Project>
XML
cat >Tests.cs <<'CS'
using Xunit;

public class Tests
{
    [Fact]
    public void Fails() => Assert.Fail("The program said: \u001b[31mno\u001b[0m");
}
CS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
dotnet bin/Release/net10.0/finding.dll -noLogo -noColor -result-ctrf report.json >run.log 2>&1 || true
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs';
const text = readFileSync('report.json', 'utf8');
let read = 'read';
try { JSON.parse(text); } catch (refused) { read = refused.name; }
console.log(`${read}, ${text.includes('\u001b') ? 'ESC as it is' : 'no bare ESC'}`);
JS
seen=$(node read.mjs)
echo "$seen"
[ "$seen" = "SyntaxError, ESC as it is" ]
