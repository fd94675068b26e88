// One referral's whole chain between agencies that know nothing of one another but what the chain tells them: declined, revised, waited
// for, held, referred onward, answered and acknowledged. By @grpc/grpc-js; the days between are the Sandbox's.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { moveClock, packages, party, refused, stranger, today, until, write } from './suite.mjs';

const { TYOKYKY_REFERRALS: address, TYOKYKY_SENDER_TOKEN, TYOKYKY_COORDINATOR_TOKEN, TYOKYKY_COUNTY_TOKEN, TYOKYKY_CODE, TYOKYKY_MARK } = process.env;
const { ClientRegisterService, ReferralsService, TaskSchedulingService } = packages.tyokyky.referrals.v1;
const CITY = '0000003-5';
const COUNTY = '0000004-3';

const as = (token) => {
  const one = party([ClientRegisterService, ReferralsService, TaskSchedulingService].map((Service) => [Service, address]), token);
  after(one.close);
  return one;
};

// A benefit agency, which could sanction its client; the city's coordination; the county, of which the agency is to learn nothing.
const agency = as(TYOKYKY_SENDER_TOKEN);
const city = as(TYOKYKY_COORDINATOR_TOKEN);
const county = as(TYOKYKY_COUNTY_TOKEN);

// What the test writes in words can be found by whoever looks for it where it does not belong.
const says = (about) => `Vapaata tekstiä ${about} ${TYOKYKY_MARK}`;
const task = async (by, referralId, taskId) => {
  const { referral } = await by('GetReferral', { referral_id: referralId });
  return referral.tasks.find((each) => each.task_id === taskId);
};

// What is told beforehand is what the call is refused with.
const blocked = async (by, method, request, reason) => {
  const { actions } = await by('GetAllowedActions', { task_id: request.task_id });
  const told = actions.find((action) => action.action === method);
  assert.deepEqual([told.allowed, told.blocked_reason], [false, reason], method);
  await refused(write(by, method, request), reason === 'NO_RELATION' ? grpc.status.PERMISSION_DENIED : grpc.status.FAILED_PRECONDITION, reason);
};

test('a referral goes its whole way between agencies', async (t) => {
  let clientId, referralId, first, second, child;

  await t.test('the agency refers its client', async () => {
    const client = {
      personal_identity_code: TYOKYKY_CODE, given_names: `Esimeri${TYOKYKY_MARK}`, family_name: `Ketjunen${TYOKYKY_MARK}`, contact_language: 'fi', register: 'kela-benefits', municipality: '698',
      contact_points: [{ kind: 'CONTACT_POINT_KIND_PHONE', value: '+358401234567', safe_to_contact: 'SAFE_TO_CONTACT_SAFE', note: says('puhelimesta') }],
    };
    clientId = (await write(agency, 'RegisterClient', { client })).client.client_id;
    const need = { client_id: clientId, reasons: ['long-unemployment'], description: says('tarpeesta'), reason_for_client: says('asiakkaalle'), voluntariness_told: true };
    const { referral } = await write(agency, 'SubmitReferral', { ...need, receiver: CITY, service: 'coordination' });
    [referralId, first] = [referral.referral_id, referral.tasks[0].task_id];
    assert.equal(referral.tasks[0].status, 'TASK_STATUS_REQUESTED');

    assert.equal((await city('GetReferral', { referral_id: referralId })).referral.description, need.description);
    assert.equal((await city('GetClient', { client_id: clientId })).client.family_name, client.family_name);
    await stranger(county, 'GetReferral', { referral_id: referralId });
    await stranger(county, 'GetClient', { client_id: clientId });
    assert.deepEqual((await county('FindClients', { personal_identity_code: TYOKYKY_CODE })).clients, []);
    await blocked(agency, 'AcceptTask', { task_id: first }, 'NO_RELATION');
    await blocked(city, 'StartTask', { task_id: first }, 'TASK_NOT_ACCEPTED');
  });

  await t.test('the city declines, and the agency does not read why the client was not reached', async () => {
    await refused(write(city, 'RejectTask', { task_id: first }), grpc.status.INVALID_ARGUMENT, 'FIELD_REQUIRED');
    const { referral } = await write(city, 'RejectTask', { task_id: first, reason: 'not-reachable', note: says('hylkayksesta') });
    assert.deepEqual([referral.tasks[0].status, referral.tasks[0].status_reason], ['TASK_STATUS_REJECTED', 'not-reachable']);
    assert.equal((await task(agency, referralId, first)).status_reason, 'not-started');
    await blocked(city, 'AcceptTask', { task_id: first }, 'TASK_ALREADY_DECIDED');
  });

  await t.test('the agency revises and asks again, once', async () => {
    await stranger(city, 'ReviseTask', { task_id: first, resubmit: true, voluntariness_told: true });
    const revised = await write(agency, 'ReviseTask', { task_id: first, revision_note: says('uudesta numerosta'), resubmit: true, voluntariness_told: true });
    second = revised.new_task_id;
    const asked = await task(city, referralId, second);
    assert.deepEqual([asked.status, asked.revises_task_id, asked.revision_note], ['TASK_STATUS_REQUESTED', first, says('uudesta numerosta')]);
    assert.equal((await task(agency, referralId, first)).revised_by_task_id, second);
    await blocked(agency, 'ReviseTask', { task_id: first, resubmit: true, voluntariness_told: true }, 'TASK_ALREADY_REVISED');
  });

  await t.test('the client waits on a list, in a place that both sides know', async () => {
    await write(city, 'AcceptTask', { task_id: second });
    await write(city, 'PlaceOnWaitList', { task_id: second, reason: 'client-wish', note: says('jonosta') });
    await blocked(city, 'PlaceOnWaitList', { task_id: second, reason: 'other' }, 'ALREADY_ON_WAIT_LIST');
    await blocked(agency, 'TakeFromWaitList', { task_id: second }, 'NO_RELATION');
    await moveClock('P7D');

    const [waiting] = (await city('ListWaitList', { service: 'coordination' })).tasks.filter((each) => each.task_id === second);
    const { business_status: told, wait_list: place } = await task(agency, referralId, second);
    assert.deepEqual([told, place.position, place.reason], ['TASK_BUSINESS_STATUS_WAITLISTED', waiting.wait_list.position, 'waiting']);
    assert.equal(waiting.wait_list.reason, 'client-wish');
    const { referral } = await write(city, 'TakeFromWaitList', { task_id: second, note: says('paikasta') });
    assert.equal(referral.tasks.find((each) => each.task_id === second).wait_list, null);
  });

  await t.test('the work is held, and goes on by itself on its day', async () => {
    await write(city, 'StartTask', { task_id: second });
    await refused(write(city, 'HoldTask', { task_id: second, reason: 'health', resume_on: await today() }), grpc.status.INVALID_ARGUMENT, 'DAY_NOT_AHEAD');
    await write(city, 'HoldTask', { task_id: second, reason: 'health', resume_on: await today(5), note: says('tauosta') });
    await blocked(city, 'StartTask', { task_id: second }, 'TASK_ON_HOLD');
    const held = await task(agency, referralId, second);
    assert.deepEqual([held.status, held.hold.reason, held.hold.phase], ['TASK_STATUS_ON_HOLD', 'on-hold', 'TASK_STATUS_IN_PROGRESS']);

    await moveClock('P6D');
    await until('the task goes on', async () => (await task(agency, referralId, second)).status === 'TASK_STATUS_IN_PROGRESS');
    await blocked(city, 'ResumeTask', { task_id: second }, 'TASK_NOT_ON_HOLD');
  });

  await t.test('the city refers onward, and neither end sees the other', async () => {
    const onward = { task_id: second, receiver: COUNTY, service: 'work-ability-assessment', voluntariness_told: true, need: { reasons: ['work-ability-unclear'], description: says('arviosta'), reason_for_client: says('arvion syysta') } };
    await stranger(agency, 'ReferOnward', onward);
    child = (await write(city, 'ReferOnward', onward)).referral;
    assert.deepEqual([child.parent_referral_id, child.parent_task_id], [referralId, second]);
    assert.deepEqual((await task(city, referralId, second)).onward_referral_ids, [child.referral_id]);

    const seen = await task(agency, referralId, second);
    assert.deepEqual([seen.onward_referral_ids, seen.onward_withheld], [[], true]);
    await stranger(agency, 'GetReferral', { referral_id: child.referral_id });
    const { referral: asked } = await county('GetReferral', { referral_id: child.referral_id });
    assert.deepEqual([asked.parent_referral_id, asked.parent_task_id, asked.parent_withheld, asked.sender], ['', '', true, CITY]);
    await stranger(county, 'GetReferral', { referral_id: referralId });
    await stranger(county, 'AcceptTask', { task_id: second });
  });

  await t.test('the county answers the city, and the city acknowledges', async () => {
    const [{ task_id: asked }] = child.tasks;
    await blocked(county, 'CompleteTask', { task_id: asked, outcome: 'plan-made' }, 'TASK_NOT_ACCEPTED');
    await write(county, 'AcceptTask', { task_id: asked });
    await blocked(city, 'AcknowledgeOutcome', { task_id: asked }, 'OUTCOME_NOT_REPORTED');
    await write(county, 'CompleteTask', { task_id: asked, outcome: 'plan-made', outcome_text: says('arvion tuloksesta') });
    assert.equal((await task(city, child.referral_id, asked)).outcome_text, says('arvion tuloksesta'));
    await stranger(agency, 'AcknowledgeOutcome', { task_id: asked });
    const { referral } = await write(city, 'AcknowledgeOutcome', { task_id: asked });
    assert.ok(referral.tasks[0].acknowledged_at);
  });

  await t.test('the loop closes where it began, without a word that could be used against the client', async () => {
    await write(city, 'CompleteTask', { task_id: second, outcome: 'rehabilitation', outcome_text: says('tuloksesta') });
    const answered = await task(agency, referralId, second);
    assert.deepEqual([answered.status, answered.outcome, answered.outcome_text], ['TASK_STATUS_COMPLETED', 'rehabilitation', '']);
    await stranger(county, 'AcknowledgeOutcome', { task_id: second });
    await blocked(city, 'AcknowledgeOutcome', { task_id: second }, 'NO_RELATION');
    await write(agency, 'AcknowledgeOutcome', { task_id: second });
    await blocked(agency, 'AcknowledgeOutcome', { task_id: second }, 'OUTCOME_ALREADY_ACKNOWLEDGED');

    const mine = async (by, method, of) => (await by(method, { client_id: clientId }))[of].map((each) => each.referral_id);
    assert.deepEqual(await mine(agency, 'ListReferrals', 'referrals'), [referralId]);
    assert.deepEqual(await mine(city, 'ListReferrals', 'referrals'), [child.referral_id]);
    assert.deepEqual(await mine(county, 'ListTasks', 'tasks'), [child.referral_id]);
    assert.deepEqual(new Set(await mine(city, 'ListTasks', 'tasks')), new Set([referralId]));
  });
});
