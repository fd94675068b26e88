// @grpc/grpc-js against the running system; System.Tests starts it and says where the system is.
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { connect, detailsOf, packages } from './suite.mjs';

const { TYOKYKY_REFERRALS: address, TYOKYKY_SENDER_TOKEN: senderToken, TYOKYKY_COORDINATOR_TOKEN: coordinatorToken } = process.env;
const { ClientRegisterService, ReferralsService } = packages.tyokyky.referrals.v1;
const register = connect(ClientRegisterService, address, senderToken);
const sender = connect(ReferralsService, address, senderToken);
const coordinator = connect(ReferralsService, address, coordinatorToken);
const stranger = connect(ReferralsService, address);
const health = connect(packages.grpc.health.v1.Health, address);
const reflection = connect(packages.grpc.reflection.v1.ServerReflection, address);
after(() => [register, sender, coordinator, stranger, health, reflection].forEach((client) => client.close()));

const refused = async (call) => {
  const error = await call.then(() => assert.fail('It was not refused.'), (e) => e);
  return { status: error.code, text: error.details, ...detailsOf(error) };
};

// Of the temporary range, which belongs to nobody.
const personalIdentityCode = () => {
  const digits = `210691${randomInt(900, 1000)}`;
  return `210691-${digits.slice(6)}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits) % 31]}`;
};

const client = (code) => ({ personal_identity_code: code, given_names: 'Esimeri', family_name: 'Vieras', contact_language: 'sv', register: 'kela-benefits', municipality: '091' });

const reference = { system: 'grpc-js', value: randomUUID() };

const referral = (clientId) => ({
  client_id: clientId,
  reasons: ['long-unemployment'],
  description: 'Ansökan från ett annat system: åäö.',
  reason_for_client: 'Du får stöd.',
  urgency: 'URGENCY_URGENT',
  receiver: '0000003-5',
  service: 'coordination',
  external_references: [reference],
  voluntariness_told: true,
  request_id: randomUUID(),
});

test('a referral is submitted, found by its own reference, accepted, and what may follow is told', async () => {
  const registered = await register.call('RegisterClient')({ client: client(personalIdentityCode()), request_id: randomUUID() });
  const request = referral(registered.client.client_id);

  const { referral: submitted } = await sender.call('SubmitReferral')(request);
  const { referral: repeated } = await sender.call('SubmitReferral')(request);
  const { referral: found } = await sender.call('GetReferral')({ external_reference: reference });
  assert.equal(repeated.referral_id, submitted.referral_id);
  assert.equal(found.referral_id, submitted.referral_id);
  assert.equal(found.description, request.description);
  assert.equal(found.urgency, 'URGENCY_URGENT');

  const [{ task_id: taskId, status }] = found.tasks;
  assert.equal(status, 'TASK_STATUS_REQUESTED');
  const { referral: accepted } = await coordinator.call('AcceptTask')({ task_id: taskId, etag: found.etag, request_id: randomUUID() });
  assert.equal(accepted.tasks[0].status, 'TASK_STATUS_ACCEPTED');

  const { actions } = await coordinator.call('GetAllowedActions')({ task_id: taskId });
  const allowed = new Map(actions.map((action) => [action.action, action]));
  assert.equal(allowed.get('StartTask')?.allowed, true, JSON.stringify(actions));
  assert.equal(allowed.get('AcceptTask')?.allowed, false);
  assert.equal(allowed.get('AcceptTask')?.blocked_reason, 'TASK_ALREADY_DECIDED');

  const again = await refused(coordinator.call('AcceptTask')({ task_id: taskId, request_id: randomUUID() }));
  assert.equal(again.status, grpc.status.FAILED_PRECONDITION);
  assert.equal(again.ErrorInfo.reason, 'TASK_ALREADY_DECIDED');
  assert.equal(again.ErrorInfo.domain, 'tyokyky.fi');
  assert.match(again.ErrorInfo.metadata.decided_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  assert.equal(again.text, 'The task is decided already.');

  const stale = await refused(coordinator.call('StartTask')({ task_id: taskId, etag: found.etag, request_id: randomUUID() }));
  assert.equal(stale.status, grpc.status.ABORTED);
  assert.equal(stale.ErrorInfo.reason, 'ETAG_STALE');
  assert.equal(stale.ErrorInfo.metadata.etag, accepted.etag);
});

test('a wrong field is named with what would be right, in the language asked for, and the code is not echoed', async () => {
  const code = personalIdentityCode();
  const wrong = code.slice(0, 10) + (code[10] === '0' ? '1' : '0');

  const refusal = await refused(register.call('RegisterClient')({ client: client(wrong), request_id: randomUUID() }, 'sv'));

  assert.equal(refusal.status, grpc.status.INVALID_ARGUMENT);
  assert.equal(refusal.code, grpc.status.INVALID_ARGUMENT);
  assert.equal(refusal.ErrorInfo.reason, 'PERSONAL_IDENTITY_CODE_CHECK_CHARACTER');
  assert.equal(refusal.BadRequest.field_violations[0].field, 'client.personal_identity_code');
  assert.deepEqual(refusal.LocalizedMessage, { locale: 'sv', message: 'Personbeteckningens kontrolltecken är felaktigt.' });
  assert.match(refusal.RequestInfo.request_id, /^[0-9a-f]{32}$/);
  assert.ok(!JSON.stringify(refusal).includes(wrong));
});

test('without a token nothing is told', async () => {
  const refusal = await refused(stranger.call('ListReferrals')());
  assert.equal(refusal.status, grpc.status.UNAUTHENTICATED);
  assert.equal(refusal.text, 'The call carries no token: metadata authorization should be "Bearer …".');
});

test('health answers whom it may, by service', async () => {
  assert.equal((await health.call('Check')()).status, 'SERVING');
  assert.equal((await health.call('Check')({ service: 'tyokyky.referrals.v1.ReferralsService' })).status, 'SERVING');
  await assert.rejects(health.call('Check')({ service: 'no.such.Service' }), { code: grpc.status.NOT_FOUND });
});

test('reflection lists the services', async () => {
  const answer = await new Promise((resolve, reject) => {
    const stream = reflection.stream('ServerReflectionInfo');
    stream.on('error', reject);
    stream.on('data', (message) => {
      stream.end();
      resolve(message);
    });
    stream.write({ list_services: '' });
  });

  const names = answer.list_services_response.service.map((service) => service.name);
  assert.ok(names.includes('tyokyky.referrals.v1.ReferralsService'), names.join(' '));
  assert.ok(names.includes('tyokyky.referrals.v1.ClientRegisterService'));
});
