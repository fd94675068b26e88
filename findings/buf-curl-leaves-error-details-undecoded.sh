#!/usr/bin/env bash
# @bufbuild/buf 1.75.0: buf curl shows the details of an error as base64, though the schema that it is given describes them.
#
# A server (@grpc/grpc-js 1.14.7) answers FAILED_PRECONDITION with a google.rpc.ErrorInfo in grpc-status-details-bin. The schema has the service
# and google/rpc/error_details.proto, which the answer's own message uses too. Expected: the detail is read, as buf curl reads the answers of
# that type. Seen: its bytes in base64, with nothing read beside them. Whoever explores an API with it sees no reason and no field.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' >package.json
npm install --no-audit --no-fund --loglevel=error @bufbuild/buf@1.75.0 @grpc/grpc-js@1.14.7 @grpc/proto-loader@0.8.1 >npm.log
mkdir -p schema/google/rpc schema/echo
cat >schema/google/rpc/error_details.proto <<'PROTO'
syntax = "proto3";
package google.rpc;
message ErrorInfo {
  string reason = 1;
  string domain = 2;
  map<string, string> metadata = 3;
}
PROTO
cat >schema/echo/echo.proto <<'PROTO'
syntax = "proto3";
package echo;
import "google/rpc/error_details.proto";
service Echo {
  rpc Say(SayRequest) returns (SayResponse);
}
message SayRequest {
  bool fail = 1;
}
message SayResponse {
  google.rpc.ErrorInfo info = 1;
}
PROTO
cat >server.mjs <<'JS'
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const { echo } = grpc.loadPackageDefinition(loader.loadSync('echo/echo.proto', { includeDirs: ['schema'] }));
const { root } = protobuf.parse(`syntax = "proto3"; package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; }`);
const encode = (type, value) => root.lookupType(`google.rpc.${type}`).encode(value).finish();
const info = { reason: 'TOO_EARLY', domain: 'example.org' };
const details = [{ typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo', value: encode('ErrorInfo', info) }];

const server = new grpc.Server();
server.addService(echo.Echo.service, {
  Say(call, done) {
    if (!call.request.fail) return done(null, { info });
    const metadata = new grpc.Metadata();
    metadata.set('grpc-status-details-bin', Buffer.from(encode('Status', { code: 9, message: 'not now', details })));
    done({ code: 9, details: 'not now', metadata });
  },
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (_, port) => console.log(port));
JS
node server.mjs >port &
server=$!
until [ -s port ]; do sleep 0.1; done
ask() {
  node_modules/.bin/buf curl --schema schema --protocol grpc --http2-prior-knowledge -d "$1" "http://127.0.0.1:$(cat port)/echo.Echo/Say" 2>&1 || true
}
answered=$(ask '{}')
refused=$(ask '{"fail": true}')
printf 'As an answer:\n%s\nAs the detail of an error:\n%s\n' "$answered" "$refused"
grep -q '"reason": *"TOO_EARLY"' <<<"$answered"
grep -q '"value": *"CglUT09fRUFSTFkSC2V4YW1wbGUub3Jn"' <<<"$refused"
! grep -q 'TOO_EARLY' <<<"$refused"
