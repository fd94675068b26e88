// An operator's way through the genuine dashboard, in a browser. TYOKYKY_DASHBOARD is its login link; TYOKYKY_VICTIM the process of employers.
import assert from 'node:assert/strict';
import { test, before, after } from 'node:test';
import { chromium } from 'playwright-core';

const services = ['referrals', 'team', 'coaching', 'employers', 'metrics'];
const link = process.env.TYOKYKY_DASHBOARD;
const patience = 30_000;
const attempt = 8_000;
const longerThanARestart = 4_000;
let browser;
let page;

before(async () => {
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet });
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  page.setDefaultTimeout(patience);
});

after(() => browser?.close());

const row = (name) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) }).first();
const dialog = (title) => page.locator('fluent-dialog').filter({ hasText: title }).last();

// While all of it starts, the first page's connection may be lost, and the page stays empty: then it is loaded again, as a person would.
async function open() {
  const end = Date.now() + 2 * patience;
  for (;;) {
    await page.goto(link);
    try {
      await row(services[0]).waitFor({ timeout: attempt });
      return;
    } catch (lost) {
      if (Date.now() > end) throw lost;
    }
  }
}

// Waits until the text is there, and says what stood there instead.
async function shows(locator, text) {
  const end = Date.now() + patience;
  let seen = '';
  while (Date.now() < end) {
    seen = await locator.innerText().catch(() => '');
    if (seen.includes(text)) return seen;
    await page.waitForTimeout(200);
  }
  assert.fail(`"${text}" is not shown in: ${seen}`);
}

// The dashboard draws the table anew when a resource changes, and a click into a menu that was just drawn away is lost: then the way is walked again.
async function walk(way, goal) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      await way();
      await goal.waitFor({ timeout: attempt });
      return;
    } catch (lost) {
      if (Date.now() > end) throw lost;
      await page.keyboard.press('Escape');
    }
  }
}

async function choose(name, item, submenu) {
  await row(name).getByRole('button', { name: 'Actions' }).click({ timeout: attempt });
  await page.getByRole('menuitem', { name: 'View details' }).waitFor({ timeout: attempt });
  if (submenu) await page.getByRole('menuitem', { name: submenu }).hover({ timeout: attempt });
  // A pointer that leaves the menu on its way to the submenu would close both.
  await page.getByRole('menuitem', { name: item, exact: true }).dispatchEvent('click', {}, { timeout: attempt });
}

const runCommand = (name, title, opened) => walk(() => choose(name, title, 'Commands'), opened);
const openDetails = (name, text) => walk(() => choose(name, 'View details'), page.getByText(text).first());

test('a token logs in, and every resource is running', async () => {
  await open();
  for (const name of [...services, ...services.map((s) => `${s}-db`), 'postgres', 'rabbitmq', 'sandbox']) {
    await shows(row(name), 'Running');
  }
  assert.equal(await page.getByText('-migrations').count(), 0, 'migrations that have ended well are hidden');
  assert.equal(await page.getByText('No trusted development certificate').count(), 0, 'nothing here uses https, so no certificate is missed');
});

test('Status opens as tables', async () => {
  await runCommand('referrals', 'Status', dialog('Log of facts').locator('table').first());
  const shown = await shows(dialog('Log of facts'), 'Log of facts');
  for (const head of ['Version', 'Health', 'Subscriptions', 'Due work', 'Schema']) assert.ok(shown.includes(head), head);
  assert.ok((await dialog('Log of facts').locator('table').count()) >= 5);
  await page.keyboard.press('Escape');
  await dialog('Log of facts').waitFor({ state: 'detached' });
});

test('Retry parked facts asks for a reason, and is refused in the service\'s own words', async () => {
  const asked = dialog('Retry the parked facts of referrals now?');
  await runCommand('referrals', 'Retry parked facts', asked.getByRole('textbox').first());
  await asked.getByRole('textbox').first().fill('nosuch');
  await asked.getByRole('textbox').last().fill('to see it refused');
  await asked.locator('fluent-button', { hasText: 'Retry parked facts' }).click();
  const refused = await shows(page.locator('body'), 'SOURCE');
  assert.match(refused, /reason [A-Z_]*SOURCE[A-Z_]*/);
  assert.match(refused, /trace [0-9a-f]{32}/);
});

test('a resource\'s details show what an operator wants to know first', async () => {
  await open();
  await openDetails('metrics', 'Log head, published');
  for (const text of ['Worst lag', 'Parked facts', 'Oldest due work', 'healthy']) await shows(page.locator('body'), text);
});

test('a resource\'s menu leads to its traces', async () => {
  await open();
  const trace = page.getByRole('row').filter({ hasText: 'referrals: ' }).first();
  await walk(() => choose('referrals', 'Traces'), trace);
  assert.match(page.url(), /\/traces\/resource\/referrals/);
  await trace.click();
  await page.waitForURL(/\/traces\/detail\//);
});

test('a killed service runs again without anybody, and its details say that it ended', async () => {
  await open();
  await shows(row('employers'), 'Running');
  process.kill(Number(process.env.TYOKYKY_VICTIM), 'SIGKILL');
  await openDetails('employers', 'Ended by itself');
  await shows(page.locator('body'), 'exit code -1');
  await open();
  await shows(row('employers'), 'Running');
});

test('a service that a person stops stays stopped, and starts again from its menu', async () => {
  await open();
  await row('employers').getByRole('button', { name: 'Stop' }).first().click();
  await shows(row('employers'), 'Finished');
  // Longer than a service that ended by itself is left ended.
  await page.waitForTimeout(longerThanARestart);
  await shows(row('employers'), 'Finished');
  await row('employers').getByRole('button', { name: 'Start' }).first().click();
  await shows(row('employers'), 'Running');
});
