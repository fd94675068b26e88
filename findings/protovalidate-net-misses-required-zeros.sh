#!/usr/bin/env bash
# ProtoValidate 1.0.1 (NuGet): a required enum, number or bool that does not track presence passes with its zero value.
#
# validate.proto, which the package brings, says that `required` on such a field forbids the zero value, with an int32 as its example.
# Expected: a violation for each field, as @bufbuild/protovalidate 1.3.0 reports for the same descriptors and the same empty message.
# Seen: one for the string and the bytes only. An enum whose zero means "unspecified" goes through, and nothing says that its rule has no effect.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.proto <<'PROTO'
syntax = "proto3";
package finding;
import "buf/validate/validate.proto";
enum Kind {
  KIND_UNSPECIFIED = 0;
  KIND_FIRST = 1;
}
message Asked {
  string text = 1 [(buf.validate.field).required = true];
  bytes data = 2 [(buf.validate.field).required = true];
  Kind kind = 3 [(buf.validate.field).required = true];
  int32 number = 4 [(buf.validate.field).required = true];
  bool flag = 5 [(buf.validate.field).required = true];
}
PROTO
cat >finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Google.Protobuf" Version="3.36.2" />
    <PackageReference Include="Grpc.Tools" Version="2.85.0" PrivateAssets="all" />
    <PackageReference Include="ProtoValidate" Version="1.0.1" />
    <Protobuf Include="finding.proto" GrpcServices="None" />
  </ItemGroup>
</Project>
XML
cat >Program.cs <<'CS'
using Finding;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ProtoValidate;

var files = new FileDescriptorSet();
void Add(FileDescriptor file)
{
    foreach (var imported in file.Dependencies) Add(imported);
    if (files.File.All(added => added.Name != file.Name)) files.File.Add(FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
}
Add(FindingReflection.Descriptor);
File.WriteAllBytes("descriptors", files.ToByteArray());

var violations = new Validator().Validate(new Asked(), failFast: false).Violations;
Console.WriteLine(string.Join(" ", violations.Select(violation => $"{violation.Field.Elements[0].FieldName}:{violation.RuleId}")));
CS
cat >official.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { createValidator } from '@bufbuild/protovalidate';

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync('descriptors')));
const asked = registry.getMessage('finding.Asked');
const { violations } = createValidator({ registry }).validate(asked, create(asked));
console.log((violations ?? []).map(violation => `${violation.field[0].name}:${violation.ruleId}`).join(' '));
JS
dotnet build -c Release -v quiet -nologo >build.log || { cat build.log; exit 1; }
echo '{ "type": "module" }' >package.json
npm install --no-audit --no-fund --loglevel=error @bufbuild/protobuf@2.17.0 @bufbuild/protovalidate@1.3.0 >npm.log
net=$(dotnet bin/Release/net10.0/finding.dll)
official=$(node official.mjs)
printf 'ProtoValidate: %s\n@bufbuild/protovalidate: %s\n' "$net" "$official"
[ "$net" = 'text:required data:required' ]
[ "$official" = 'text:required data:required kind:required number:required flag:required' ]
