// A client's way through the work-ability team, as the organisations around it see it: asked about, referred, met, assessed twice over, and
// planned for. By @grpc/grpc-js.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { moveClock, packages, party, refused, stranger, today, until, write } from './suite.mjs';

const { TYOKYKY_REFERRALS, TYOKYKY_TEAM, TYOKYKY_COACHING, TYOKYKY_CODE, TYOKYKY_MARK, ...environment } = process.env;
const { referrals, team, coaching } = packages.tyokyky;
const CITY = '0000003-5';
const COUNTY = '0000004-3';

const as = (caller) => {
  const at = (address, ...services) => services.map((Service) => [Service, address]);
  const one = party(
    [
      ...at(TYOKYKY_REFERRALS, referrals.v1.ClientRegisterService, referrals.v1.CoordinationService, referrals.v1.ReferralsService),
      ...at(TYOKYKY_TEAM, team.v1.CasesService, team.v1.MeetingsService, team.v1.TeamActionsService, team.v1.ConsultationsService, team.v1.AssessmentsService, team.v1.SocialSituationsService, team.v1.PlansService),
      ...at(TYOKYKY_COACHING, coaching.v1.CoachingsService),
    ],
    environment[`TYOKYKY_${caller}_TOKEN`],
  );
  after(one.close);
  return one;
};

// A benefit agency, which could sanction its client; the city's coordination and its job coaching; the county's team; and who has no part in it.
const agency = as('SENDER');
const city = as('COORDINATOR');
const coach = as('COACH');
const nurse = as('NURSE');
const doctor = as('DOCTOR');
const employment = as('EMPLOYMENT');

// What the test writes in words can be found by whoever looks for it where it does not belong.
const says = (about) => `Vapaata tekstiä ${about} ${TYOKYKY_MARK}`;

const need = { reasons: ['work-ability-unclear'], description: says('tarpeesta'), reason_for_client: says('asiakkaalle'), voluntariness_told: true };

const opened = async (by, taskId) => {
  let cases;
  await until('the case of the task opens', async () => ({ cases } = await by('ListCases', { task_id: taskId })).cases.length > 0);
  assert.equal(cases.length, 1);
  return cases[0];
};

const became = (what, by, caseId, state) =>
  until(what, async () => (await by('GetCase', { case_id: caseId })).team_case.state === state);

const taskOf = async (by, referralId, taskId) => (await by('GetReferral', { referral_id: referralId })).referral.tasks.find((task) => task.task_id === taskId);

test('a client goes through the work-ability team', async (t) => {
  let clientId, referralId, caseId, meetingId, assessmentId, planId, measures;

  await t.test('the agency refers its client to the city', async () => {
    const client = { personal_identity_code: TYOKYKY_CODE, given_names: `Esimeri${TYOKYKY_MARK}`, family_name: `Tiiminen${TYOKYKY_MARK}`, contact_language: 'fi', register: 'kela-benefits', municipality: '698' };
    clientId = (await write(agency, 'RegisterClient', { client })).client.client_id;
    const { referral } = await write(agency, 'SubmitReferral', { ...need, client_id: clientId, receiver: CITY, service: 'coordination' });
    referralId = referral.referral_id;
    await write(city, 'AcceptTask', { task_id: referral.tasks[0].task_id });
  });

  await t.test('a contact becomes a consultation, whose answer ends what the contact opened', async () => {
    const { contact } = await write(city, 'RecordContact', { client_id: clientId, contacting_service: 'kela', topic: 'work-ability', mode: 'MODE_PHONE', minutes: 20 });
    const { consultation: followUp } = await write(city, 'OpenConsultation', { contact_id: contact.contact_id, organisation: COUNTY, question: says('konsultaatiosta'), client_agreed: true, professions: ['physician'] });
    const matter = { consultation_id: followUp.follow_up_id };

    await until('the matter opens at the team', async () => (await nurse('ListConsultations', { state: 'CONSULTATION_STATE_OPEN' })).consultations.some((each) => each.consultation_id === matter.consultation_id));
    const { consultation: asked } = await nurse('GetConsultation', matter);
    assert.deepEqual([asked.from_contact, asked.asking_organisation, asked.topic, asked.client_id], [true, CITY, 'work-ability', clientId]);
    assert.equal((await nurse('GetContactFollowUp', { follow_up_id: followUp.follow_up_id })).follow_up.question, says('konsultaatiosta'));
    await stranger(agency, 'GetConsultation', matter);

    await refused(write(nurse, 'AnswerConsultation', { ...matter, answer: says('vastauksesta'), answered_by: 'wizard' }), grpc.status.INVALID_ARGUMENT, 'UNKNOWN_CODE');
    await write(nurse, 'AnswerConsultation', { ...matter, answer: says('vastauksesta'), answered_by: 'physician' });
    assert.equal((await city('GetConsultation', matter)).consultation.answer, says('vastauksesta'));
    await until('the contact tells that the consultation was given', async () => (await city('GetContact', { contact_id: contact.contact_id })).contact.follow_ups[0].status === 'CONTACT_FOLLOW_UP_STATUS_HELD');
    await refused(write(nurse, 'AnswerConsultation', { ...matter, answer: says('toisesta'), answered_by: 'physician' }), grpc.status.FAILED_PRECONDITION, 'CONSULTATION_ANSWERED');
  });

  const send = async () => (await write(city, 'SendTask', { referral_id: referralId, receiver: COUNTY, service: 'work-ability-team', voluntariness_told: true })).task_id;

  await t.test('a task that was a mistake takes its case along', async () => {
    const task_id = await send();
    const { case_id } = await opened(nurse, task_id);
    await write(city, 'EnterTaskInError', { task_id, reason: 'duplicate', note: says('virheestä') });
    await became('the case is a mistake', nurse, case_id, 'CASE_STATE_ENTERED_IN_ERROR');
    assert.equal((await nurse('GetCase', { case_id })).team_case.error_reason, 'duplicate');
    assert.ok(!(await nurse('ListCases', { client_id: clientId })).cases.some((each) => each.case_id === case_id));
    await refused(write(nurse, 'CloseCase', { case_id, outcome: 'employed' }), grpc.status.FAILED_PRECONDITION, 'CASE_ENTERED_IN_ERROR');
  });

  await t.test('a task that is transferred takes its case along', async () => {
    const { referral } = await write(agency, 'SubmitReferral', { ...need, client_id: clientId, receiver: CITY, service: 'work-ability-team' });
    const [{ task_id }] = referral.tasks;
    const { case_id } = await opened(city, task_id);
    await until('the team has taken the task', async () => (await taskOf(city, referral.referral_id, task_id)).status === 'TASK_STATUS_ACCEPTED');
    await write(city, 'OfferTransfer', { task_id, to: COUNTY, reason: 'client-wish', note: says('siirrosta') });
    await write(nurse, 'AcceptTransfer', { task_id });
    await became('the case has moved', city, case_id, 'CASE_STATE_CLOSED');
    assert.equal((await city('GetCase', { case_id })).team_case.outcome, 'referred-on');
    const there = await opened(nurse, task_id);
    assert.deepEqual([there.organisation, there.client_id, there.state], [COUNTY, clientId, 'CASE_STATE_OPEN']);
    await stranger(city, 'GetCase', { case_id: there.case_id });
  });

  await t.test('the team meets, and the city agrees to manage the case', async () => {
    const taskId = await send();
    caseId = (await opened(nurse, taskId)).case_id;
    const { meeting } = await write(nurse, 'PlanMeeting', { plan: { planned_on: await today(30), mode: 'MODE_VIDEO', agenda: [{ case_id: caseId, client_invited: true }] } });
    const { meeting_id } = meeting;
    meetingId = meeting_id;
    const naming = { meeting_id, case_id: caseId, organisation: CITY, worker: 'coordinator', worker_name: says('nimestä'), agreed_task: says('tehtävästä') };
    await refused(write(nurse, 'NameCaseManager', { ...naming, client_agreed: true }), grpc.status.FAILED_PRECONDITION, 'MEETING_NOT_HELD');
    await write(nurse, 'HoldMeeting', {
      meeting_id, minutes: 45, professions_present: ['physician', 'public-health-nurse', 'social-worker'],
      handled: [{ case_id: caseId, client_part: 'CLIENT_PART_REMOTE', recommendation: says('suosituksesta'), actions: [{ text: says('sovitusta'), owner: 'team-nurse', due_on: await today(60) }] }],
    });

    await refused(write(nurse, 'NameCaseManager', naming), grpc.status.INVALID_ARGUMENT, 'CLIENT_NOT_AGREED');
    const { naming: asked } = await write(nurse, 'NameCaseManager', { ...naming, client_agreed: true });
    assert.equal(asked.state, 'NAMING_STATE_ASKED');
    const { namings } = await city('ListCaseManagerNamings', { asked: true, state: 'NAMING_STATE_ASKED' });
    assert.deepEqual(namings.filter((each) => each.naming_id === asked.naming_id).map((each) => each.worker), ['coordinator']);
    await stranger(employment, 'AnswerCaseManagerNaming', { naming_id: asked.naming_id, agreed: true });
    await write(city, 'AnswerCaseManagerNaming', { naming_id: asked.naming_id, agreed: true });

    await until('Referrals has appointed whom the meeting named', async () => (await nurse('ListCaseManagerNamings', { state: 'NAMING_STATE_APPOINTED' })).namings.some((each) => each.naming_id === asked.naming_id));
    const { case_manager: manager } = await city('GetCaseManager', { client_id: clientId });
    assert.deepEqual([manager.worker, manager.organisation], ['coordinator', CITY]);
  });

  await t.test("the doctor's statement does not suffice, and the doctor is told why", async () => {
    assessmentId = (await write(nurse, 'OrderAssessment', { case_id: caseId, type: 'work-ability-assessment', question: says('kysymyksestä') })).assessment.assessment_id;
    const of = { assessment_id: assessmentId };
    const booking = { ...of, starts_at: { seconds: Math.floor(Date.now() / 1000) }, professions: ['physician', 'social-worker'], mode: 'MODE_IN_PERSON' };
    const { PreconditionFailure, ErrorInfo } = await refused(write(nurse, 'BookAssessment', booking), grpc.status.FAILED_PRECONDITION, 'INFORMATION_INCOMPLETE');
    assert.ok(PreconditionFailure.violations.length > 0);
    assert.equal(ErrorInfo.metadata.missing, 'everyday-functioning health social-situation');

    const { situation } = await write(nurse, 'WriteSocialSituation', { case_id: caseId, sections: [{ section: 'housing', text: says('asumisesta') }] });
    const told = { ...of, part: 'social-situation', situation_id: situation.situation_id };
    await refused(write(nurse, 'GiveInformation', told), grpc.status.FAILED_PRECONDITION, 'SITUATION_NOT_AGREED');
    await write(nurse, 'AnswerSocialSituation', { situation_id: situation.situation_id, version: 1, answer: 'SITUATION_ANSWER_AGREED' });
    await write(nurse, 'GiveInformation', told);
    await write(nurse, 'GiveInformation', { ...of, part: 'everyday-functioning', text: says('arjesta') });
    await write(nurse, 'GiveInformation', { ...of, part: 'health', text: says('terveydestä') });
    await write(nurse, 'BookAssessment', booking);
    await write(nurse, 'RecordAttendance', { ...of, attended: true });

    const statement = { ...of, type: 'work-ability-statement', reference: says('viitteestä'), author: says('lääkäristä') };
    await refused(write(doctor, 'RecordStatement', { ...statement, conclusion: 'F32.1' }), grpc.status.INVALID_ARGUMENT, 'DIAGNOSIS_IN_TEXT');
    await write(doctor, 'RecordStatement', { ...statement, conclusion: says('lausunnosta') });
    await refused(write(nurse, 'JudgeStatement', { ...of, sufficiency: 'SUFFICIENCY_INSUFFICIENT' }), grpc.status.INVALID_ARGUMENT, 'FIELD_REQUIRED');
    await write(nurse, 'JudgeStatement', { ...of, sufficiency: 'SUFFICIENCY_INSUFFICIENT', reason: 'limits-missing' });

    const mine = (statements) => statements.filter((each) => each.assessment_id === assessmentId).map((each) => [each.reason, each.author]);
    assert.deepEqual(mine((await doctor('ListInsufficientStatements')).statements), [['limits-missing', says('lääkäristä')]]);
    assert.deepEqual(mine((await city('ListInsufficientStatements')).statements), []);
  });

  await t.test('the repeat suffices', async () => {
    const of = { assessment_id: assessmentId };
    await write(nurse, 'BookAssessment', { ...of, starts_at: { seconds: Math.floor(Date.now() / 1000) }, professions: ['physician'], mode: 'MODE_VIDEO' });
    await write(nurse, 'RecordAttendance', { ...of, attended: true });
    await write(doctor, 'RecordStatement', { ...of, type: 'work-ability-statement', reference: says('viitteestä'), author: says('lääkäristä'), conclusion: says('rajoitteista'), functional_limits: ['lifting', 'sitting'] });
    const { assessment } = await write(nurse, 'JudgeStatement', { ...of, sufficiency: 'SUFFICIENCY_SUFFICIENT' });
    assert.deepEqual(assessment.statements.map((each) => [each.number, each.sufficiency, each.insufficiency_reason]), [[1, 'SUFFICIENCY_INSUFFICIENT', 'limits-missing'], [2, 'SUFFICIENCY_SUFFICIENT', '']]);
    assert.deepEqual(assessment.legs.map((leg) => leg.kind.replace('ASSESSMENT_LEG_KIND_', '')), ['INFORMATION', 'BOOKING', 'APPOINTMENT', 'STATEMENT', 'JUDGEMENT', 'STATEMENT', 'APPOINTMENT', 'STATEMENT', 'JUDGEMENT']);
    assert.ok(assessment.legs.every((leg) => leg.from_day && leg.to_day));
    await stranger(agency, 'GetAssessment', of);
  });

  await t.test('the client accepts one measure of the plan and declines another', async () => {
    const measure = { provider: CITY, due_on: await today(90), basis: 'MEASURE_BASIS_VOLUNTARY' };
    const { plan } = await write(nurse, 'WritePlan', {
      case_id: caseId, strengths: says('vahvuuksista'), goals: [{ text: says('tavoitteesta') }],
      measures: [{ ...measure, kind: 'coaching', owner: 'coach', text: says('valmennuksesta') }, { ...measure, kind: 'rehabilitation', owner: 'coordinator', text: says('kuntoutuksesta') }],
    });
    planId = plan.plan_id;
    measures = plan.measures.map((each) => each.measure_id);
    const answer = (part_id, given) => ({ part_id, answer: `CLIENT_ANSWER_${given}`, comment: says('vastauksesta') });
    const answered = { plan_id: planId, version: plan.version };
    await refused(write(nurse, 'AnswerPlanParts', { ...answered, answers: [answer(clientId, 'ACCEPTED')] }), grpc.status.INVALID_ARGUMENT, 'PART_UNKNOWN');
    const { plan: after } = await write(nurse, 'AnswerPlanParts', { ...answered, answers: [answer(plan.goals[0].goal_id, 'ACCEPTED'), answer(measures[0], 'ACCEPTED'), answer(measures[1], 'DECLINED')] });
    assert.equal(after.client_answer, 'CLIENT_ANSWER_PARTLY_ACCEPTED');
  });

  await t.test('the accepted measure opens coaching, and nobody else reads of the declined one', async () => {
    let coachings;
    await until('the coaching opens', async () => ({ coachings } = await coach('ListCoachings', { measure_id: measures[0] })).coachings.length > 0);
    assert.deepEqual(coachings.map((each) => [each.case_id, each.client_id]), [[caseId, clientId]]);
    await until('the plan shows the coaching', async () => (await nurse('GetPlan', { plan_id: planId })).plan.progress.some((each) => each.coaching_id === coachings[0].coaching_id));
    assert.deepEqual((await coach('ListCoachings', { measure_id: measures[1] })).coachings, []);

    const { plan: seen } = await coach('GetPlan', { plan_id: planId });
    assert.deepEqual([seen.measures.map((each) => each.measure_id), seen.answers, seen.something_withheld, seen.strengths], [[measures[0]], [], true, '']);
    await stranger(agency, 'GetPlan', { plan_id: planId });
    await stranger(employment, 'GetPlan', { plan_id: planId });
  });

  await t.test('who owns an agreed action is reminded of it before its day', async () => {
    const { meeting } = await write(nurse, 'AddTeamAction', { meeting_id: meetingId, case_id: caseId, action: { text: says('soitosta'), owner: 'team-nurse', due_on: await today(9) } });
    const { action_id } = meeting.agenda[0].actions.find((action) => action.text === says('soitosta'));
    const reminded = async () => (await nurse('ListTeamActions', { agreed_by_teams: true, case_id: caseId })).actions.find((action) => action.action_id === action_id).reminded_on;
    assert.equal(await reminded(), null);
    await moveClock('P7D');
    await until('the reminder', reminded);
  });
});
