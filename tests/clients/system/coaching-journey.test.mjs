// A client's way from a benefit agency to a job that lasts, as a coach, a liaison and the agencies around them see it. By @grpc/grpc-js.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { detailsOf, packages, party, refused, stranger, today, until, write } from './suite.mjs';

const { TYOKYKY_REFERRALS, TYOKYKY_COACHING, TYOKYKY_EMPLOYERS, TYOKYKY_CODE, TYOKYKY_MARK, ...environment } = process.env;
const { referrals, coaching, employers } = packages.tyokyky;
const CITY = '0000003-5';

const as = (caller) => {
  const at = (address, ...services) => services.map((Service) => [Service, address]);
  const one = party(
    [
      ...at(TYOKYKY_COACHING, coaching.v1.CoachingsService, coaching.v1.ResultsService, coaching.v1.FollowUpsService, coaching.v1.WorkTrialFeedbackService),
      ...at(TYOKYKY_REFERRALS, referrals.v1.ClientRegisterService, referrals.v1.ReferralsService),
      ...at(TYOKYKY_EMPLOYERS, employers.v1.EmployersService),
    ],
    environment[`TYOKYKY_${caller}_TOKEN`],
  );
  after(one.close);
  return one;
};

// A benefit agency; the city's coordination, job coaching and employer liaison; and another's coach, who has no part in it.
const agency = as('SENDER');
const city = as('COORDINATOR');
const coach = as('COACH');
const liaison = as('LIAISON');
const foundation = as('FOUNDATION');

// What the test writes in words can be found by whoever looks for it where it does not belong.
const says = (about) => `Vapaata tekstiä ${about} ${TYOKYKY_MARK}`;

// A Y-tunnus of nobody: some numbers have no check digit.
function businessId() {
  for (;;) {
    const digits = String(randomInt(9_000_000, 10_000_000));
    const rest = [7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11;
    if (rest !== 1) return `${digits}-${rest && 11 - rest}`;
  }
}

const noon = ({ year, month, day }) => ({ seconds: Date.UTC(year, month - 1, day, 10) / 1000 });

// JobCoaching hears of an employer by a fact: a moment after it was registered, that is still under way.
async function heardOfEmployer(call) {
  for (const end = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    try {
      return await call();
    } catch (error) {
      if (detailsOf(error).ErrorInfo.reason !== 'EMPLOYER_UNKNOWN' || Date.now() > end) throw error;
    }
  }
}

test('a client is coached from the first talk to a job that lasts', async (t) => {
  let clientId, task_id, of, employer_id, trial, job;

  await t.test('the agency refers its client straight to job coaching, and is told of as the one who did', async () => {
    const client = { personal_identity_code: TYOKYKY_CODE, given_names: `Esimeri${TYOKYKY_MARK}`, family_name: `Valmentunut${TYOKYKY_MARK}`, contact_language: 'sv', register: 'kela-benefits', municipality: '698' };
    clientId = (await write(agency, 'RegisterClient', { client })).client.client_id;
    const { referral } = await write(agency, 'SubmitReferral', {
      reasons: ['wish-for-work'], description: says('toiveesta'), reason_for_client: says('asiakkaalle'), voluntariness_told: true,
      client_id: clientId, receiver: CITY, service: 'job-coaching', submitted_at: noon(await today(-200)),
    });
    [{ task_id }] = referral.tasks;
    await write(city, 'AcceptTask', { task_id, effective_at: noon(await today(-199)) });

    let coachings;
    await until('the coaching opens', async () => ({ coachings } = await coach('ListCoachings', { task_id })).coachings.length > 0);
    assert.deepEqual(coachings.map((each) => [each.state, each.client_id, each.referral_id, each.measure_id]), [['COACHING_STATE_OPEN', clientId, referral.referral_id, '']]);
    assert.notEqual(coachings[0].referring_organisation, CITY);
    of = { coaching_id: coachings[0].coaching_id };
    await refused(agency('GetCoaching', of), grpc.status.PERMISSION_DENIED, 'ROLE_NOT_ALLOWED');
    await stranger(foundation, 'LogContact', { ...of, party: 'CONTACT_PARTY_CLIENT', mode: 'MODE_PHONE' });
  });

  await t.test('coaching starts with an agreement and a profile of what the client can and wishes', async () => {
    const start = { ...of, coach_name: says('valmentajasta'), model: 'quality-criteria-supported-employment', started_on: await today(-190), wishes: { occupations: ['5120'], municipalities: ['698'], max_weekly_hours: 25 } };
    await refused(write(coach, 'StartCoaching', start), grpc.status.INVALID_ARGUMENT, 'AGREEMENT_REQUIRED');
    const started = (await write(coach, 'StartCoaching', { ...start, agreed: true })).coaching;
    await until('the task is under way', async () => (await city('GetReferral', { referral_id: started.referral_id })).referral.tasks[0].status === 'TASK_STATUS_IN_PROGRESS');

    const profile = { strengths: [says('vahvuudesta')], skills: [{ skill: says('osaamisesta'), shown_where: says('paikasta'), recognised_by: says('tunnistajasta'), recognised_on: await today(-180) }], limits: says('rajoista') };
    const written = (await write(coach, 'UpdateCareerProfile', { ...of, profile, etag: started.etag })).coaching;
    assert.deepEqual([written.profile.skills.map((each) => each.skill), written.wishes.occupations], [[says('osaamisesta')], ['5120']]);
    await refused(write(coach, 'UpdateCareerProfile', { ...of, profile: { strengths: [] }, etag: started.etag }), grpc.status.ABORTED, 'ETAG_STALE');
    await refused(write(coach, 'UpdateCareerProfile', { ...of, wishes: { occupations: ['9999'] } }), grpc.status.INVALID_ARGUMENT, 'OCCUPATION_INVALID');
    await write(coach, 'StartJobSearch', { ...of, started_on: await today(-170) });
  });

  await t.test("a refusal blocks employer contacts in the client's name; one that is allowed stands in the employer's log without the client", async () => {
    ({ employer: { employer_id } } = await write(liaison, 'RegisterEmployer', { business_id: businessId(), name: 'Esimerkkileipomo Oy', sector: 'company', municipality: '698' }));
    const contact = { ...of, party: 'CONTACT_PARTY_EMPLOYER', employer_id, mode: 'MODE_PHONE', minutes: 15, in_clients_name: true, matches_wishes: true, purpose: 'negotiation', contacted_on: await today(-160), note: says('työnantajasta') };
    await write(coach, 'SetDisclosure', { ...of, disclosure: { preference: 'DISCLOSURE_PREFERENCE_REFUSED', note: says('kiellosta') } });
    await refused(heardOfEmployer(() => write(coach, 'LogContact', contact)), grpc.status.FAILED_PRECONDITION, 'DISCLOSURE_REFUSED');
    await write(coach, 'SetDisclosure', { ...of, disclosure: { preference: 'DISCLOSURE_PREFERENCE_ALLOWED', places: ['workplace', 'community'] } });
    const { contact_id, first } = await heardOfEmployer(() => write(coach, 'LogContact', contact));
    assert.ok(first);

    const logged = async () => (await liaison('ListEmployerContacts', { employer_id })).contacts;
    await until("the employer's log has it", async () => (await logged()).length > 0);
    assert.deepEqual((await logged()).map((each) => [each.by_coach, each.purpose, each.minutes, each.note]), [[true, 'negotiation', 15, '']]);
    await write(coach, 'EnterContactInError', { ...of, contact_id, reason: 'duplicate' });
    await until('a mistake is in the log no longer', async () => (await logged()).length === 0);
  });

  await t.test('the host of the work trial answers at the link, once', async () => {
    const details = { employer_id, place: says('toimipaikasta'), started_on: await today(-150), ends_on: await today(-125) };
    await refused(write(coach, 'RecordResult', { ...of, type: 'RESULT_TYPE_WORK_TRIAL', details: { ...details, study_level: 'vocational' } }), grpc.status.INVALID_ARGUMENT, 'NOT_OF_THIS_KIND');
    trial = (await heardOfEmployer(() => write(coach, 'RecordResult', { ...of, type: 'RESULT_TYPE_WORK_TRIAL', details }))).result;
    await refused(write(coach, 'RecordResult', { ...of, type: 'RESULT_TYPE_WORK_TRIAL', details }), grpc.status.ALREADY_EXISTS, 'RESULT_ALREADY_RECORDED');

    const contact = { name: says('isännästä'), phone: '040 123 4567', basis: 'public-task' };
    const { feedback, link } = await write(coach, 'RequestWorkTrialFeedback', { work_trial_id: trial.result_id, contact, language: 'FORM_LANGUAGE_SV', asked_by: says('pyytäjästä') });
    const page = await (await fetch(link)).text();
    const domains = [...new Set([...page.matchAll(/name="(level-[a-z-]+)"/g)].map(([, name]) => name))];
    assert.deepEqual([domains.length, page.includes(clientId), page.includes(TYOKYKY_CODE)], [5, false, false]);
    const send = () => fetch(link.split('?')[0], { method: 'POST', body: new URLSearchParams({ link: new URL(link).searchParams.values().next().value, overall: says('kokeilusta'), ...Object.fromEntries(domains.map((name) => [name, 'manages'])) }) });
    assert.ok((await send()).ok);
    const answered = (await coach('GetWorkTrialFeedback', { feedback_id: feedback.feedback_id })).feedback;
    assert.deepEqual([answered.state, answered.answers.domains.length, answered.contact], ['WORK_TRIAL_FEEDBACK_STATE_ANSWERED', 5, null]);
    await refused(write(coach, 'CancelWorkTrialFeedback', { feedback_id: feedback.feedback_id, reason: 'other' }), grpc.status.FAILED_PRECONDITION, 'FEEDBACK_ANSWERED');
    await write(coach, 'EndResult', { result_id: trial.result_id, ended_on: await today(-125), reason: 'completed' });
  });

  await t.test('a job begins beside another, with pay subsidy for a time, and is corrected without losing what was told', async () => {
    const work = { contract: 'CONTRACT_FIXED_TERM', weekly_hours: 20, working_time: 'WORKING_TIME_PART_TIME', occupation: '5120', open_labour_market: true, pay_subsidised: true };
    job = (await write(coach, 'RecordResult', { ...of, type: 'RESULT_TYPE_EMPLOYMENT', details: { employer_id, started_on: await today(-120), work } })).result;
    const second = { started_on: await today(-110), work: { weekly_hours: 5 } };
    await write(coach, 'RecordResult', { ...of, type: 'RESULT_TYPE_LIGHT_ENTREPRENEURSHIP', details: second });
    await write(coach, 'SetPaySubsidy', { result_id: job.result_id, pay_subsidised: false, from_day: await today(-60) });
    const details = { employer_id, started_on: await today(-119), work: { ...work, contract: 'CONTRACT_PERMANENT' } };
    job = (await write(coach, 'CorrectResult', { result_id: job.result_id, details, reason: 'told-later', note: says('korjauksesta') })).result;
    const { versions } = await coach('ListResultVersions', { result_id: job.result_id });
    assert.deepEqual(versions.map((each) => [each.result.details.work.contract, each.reason]), [['CONTRACT_FIXED_TERM', ''], ['CONTRACT_FIXED_TERM', 'unsubsidised'], ['CONTRACT_PERMANENT', 'told-later']]);
    assert.deepEqual((await coach('GetResult', { result_id: job.result_id })).result.pay_subsidy_changes.map((each) => each.pay_subsidised), [false]);
    await stranger(foundation, 'EndResult', { result_id: job.result_id, ended_on: await today(-1), reason: 'health' });
  });

  await t.test('coaching ends employed, the task with it, and support in work goes on', async () => {
    await write(coach, 'StartInWorkSupport', { ...of, from_day: await today(-118) });
    await write(coach, 'PauseCoaching', { ...of, reason: 'health', from_day: await today(-100) });
    await refused(write(coach, 'PauseCoaching', { ...of, reason: 'health' }), grpc.status.FAILED_PRECONDITION, 'COACHING_PAUSED');
    await write(coach, 'ResumeCoaching', { ...of, resumed_on: await today(-90) });
    const { coaching: ended } = await write(coach, 'EndCoaching', { ...of, outcome: 'employed', ended_on: await today(-40) });
    await until('the task is completed with its outcome', async () => {
      const [task] = (await agency('GetReferral', { referral_id: ended.referral_id })).referral.tasks;
      return task.status === 'TASK_STATUS_COMPLETED' && task.outcome === 'employed';
    });
    await refused(write(coach, 'LogContact', { ...of, party: 'CONTACT_PARTY_CLIENT', mode: 'MODE_VIDEO', purpose: 'job-search' }), grpc.status.FAILED_PRECONDITION, 'COACHING_ENDED');
    await write(coach, 'LogContact', { ...of, party: 'CONTACT_PARTY_CLIENT', mode: 'MODE_VIDEO', purpose: 'in-work-support', minutes: 20 });
    const { actions } = await coach('GetAllowedActions', of);
    const told = Object.fromEntries(actions.map((each) => [each.action, each.blocked_reason]));
    assert.deepEqual([told.ReturnToCoaching, told.EndInWorkSupport, told.PauseCoaching], ['', '', 'COACHING_ENDED']);
  });

  await t.test('three months after the job began the client is asked, and the next follow-up waits', async () => {
    const ofJob = async () => (await coach('ListFollowUps', { client_id: clientId })).follow_ups.filter((each) => each.result_id === job.result_id).sort((a, b) => a.months - b.months);
    const [third, sixth] = await ofJob();
    assert.deepEqual((await ofJob()).map((each) => [each.months, each.counted_from.day]), [3, 6, 12].map((months) => [months, job.details.started_on.day]));
    assert.ok((await coach('ListDueFollowUps', { page_size: 500 })).follow_ups.some((each) => each.follow_up_id === third.follow_up_id));
    const asked = { follow_up_id: third.follow_up_id, mode: 'MODE_PHONE' };
    await write(coach, 'RecordFollowUpAttempt', { ...asked, reached: false, on_day: await today(-20) });
    await refused(write(coach, 'AnswerFollowUp', { ...asked, situation: 'hovering' }), grpc.status.INVALID_ARGUMENT, 'UNKNOWN_CODE');
    const { follow_up } = await write(coach, 'AnswerFollowUp', { ...asked, situation: 'same-job', note: says('tilanteesta') });
    assert.deepEqual([follow_up.state, follow_up.attempts.map((each) => each.reached), sixth.state], ['FOLLOW_UP_STATE_ANSWERED', [false, true], 'FOLLOW_UP_STATE_PLANNED']);
    await refused(write(coach, 'RecordFollowUpAttempt', asked), grpc.status.FAILED_PRECONDITION, 'FOLLOW_UP_ANSWERED');
    await stranger(foundation, 'AnswerFollowUp', { follow_up_id: sixth.follow_up_id, mode: 'MODE_PHONE', situation: 'same-job' });
  });
});
