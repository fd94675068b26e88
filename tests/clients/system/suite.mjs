// What a foreign client needs of this suite: its .proto files, an address and a token. The rest is gRPC's and Google's.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders = ['shared/Contracts/protos', 'shared/Contracts/vendor', 'shared/ServiceDefaults/protos', 'tests/clients/protos'].map((folder) => root + folder);

export const packages = grpc.loadPackageDefinition(
  protoLoader.loadSync(
    [
      ...['clients', 'coordination', 'organisations', 'referrals', 'scheduling'].map((name) => `tyokyky/referrals/v1/${name}.proto`),
      ...['assessments', 'cases', 'consultations', 'meetings', 'plans', 'social_situations'].map((name) => `tyokyky/team/v1/${name}.proto`),
      ...['coachings', 'follow_ups', 'results', 'work_trial_feedback'].map((name) => `tyokyky/coaching/v1/${name}.proto`),
      'tyokyky/employers/v1/employers.proto',
      'grpc/health/v1/health.proto',
      'grpc/reflection/v1/reflection.proto',
    ],
    { includeDirs: folders, keepCase: true, enums: String, longs: Number, defaults: true, oneofs: true },
  ),
);

/** A client of a service, whose methods answer with promises. */
export function connect(Service, address, token = '') {
  const client = new Service(address, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  metadata.set('tyokyky-purpose', 'service-coordination');
  const call = (method) => (request = {}, language = 'en') =>
    new Promise((resolve, reject) => {
      const own = metadata.clone();
      own.set('accept-language', language);
      client[method](request, own, { deadline: Date.now() + 10_000 }, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  return { call, has: (method) => method in client, stream: (method) => client[method](metadata), close: () => client.close() };
}

/** Somebody with a token: calls a method by its name, whichever of these services has it. Each service is told with its address. */
export function party(services, token) {
  const clients = services.map(([Service, address]) => connect(Service, address, token));
  const by = (method, request = {}) => clients.find((client) => client.has(method)).call(method)(request);
  by.close = () => clients.forEach((client) => client.close());
  return by;
}

export const write = (by, method, request) => by(method, { ...request, request_id: randomUUID() });

/** The details of a refusal that must be this one. */
export async function refused(call, status, reason) {
  const error = await call.then(() => assert.fail('It was not refused.'), (e) => e);
  const details = detailsOf(error);
  assert.deepEqual([grpc.status[error.code], details.ErrorInfo.reason], [grpc.status[status], reason]);
  assert.equal(details.ErrorInfo.domain, 'tyokyky.fi');
  assert.match(details.RequestInfo.request_id, /^[0-9a-f]{32}$/);
  return details;
}

export const stranger = (by, method, request) => refused(write(by, method, request), grpc.status.PERMISSION_DENIED, 'NO_RELATION');

const clock = async (move) => {
  const answer = await fetch(new URL('/clock', process.env.TYOKYKY_SANDBOX), move && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(move) });
  if (!answer.ok) throw new Error(`The clock: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** Moves the suite's business clock forward by an ISO 8601 period. */
export const moveClock = (forward) => clock({ forward });

/** The day in Finland on the business clock, or one some days ahead, as google.type.Date. */
export async function today(days = 0) {
  const at = new Date(Date.parse((await clock()).now) + days * 86_400_000);
  const [year, month, day] = at.toLocaleDateString('sv', { timeZone: 'Europe/Helsinki' }).split('-').map(Number);
  return { year, month, day };
}

/** Waits for what comes by itself. */
export async function until(what, holds) {
  for (const end = Date.now() + 20_000; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`Not in 20 s: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// google.rpc as published in googleapis: the parts that a client reads.
const { root: google } = protobuf.parse(`
  syntax = "proto3";
  package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
  message RequestInfo { string request_id = 1; string serving_data = 2; }
  message FieldViolation { string field = 1; string description = 2; }
  message BadRequest { repeated FieldViolation field_violations = 1; }
  message Violation { string type = 1; string subject = 2; string description = 3; }
  message PreconditionFailure { repeated Violation violations = 1; }
  message LocalizedMessage { string locale = 1; string message = 2; }
`, { keepCase: true });

/** The details of a refusal, by the name of their type. */
export function detailsOf(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = google.lookupType('google.rpc.Status').decode(bytes);
  const details = status.details.map((any) => {
    const name = any.type_url.split('/').pop();
    return [name.split('.').pop(), google.lookupType(name).toObject(google.lookupType(name).decode(any.value), { defaults: true })];
  });
  return { code: status.code, message: status.message, ...Object.fromEntries(details) };
}
